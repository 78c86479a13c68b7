/** Learns to tell two clouds of points apart: gradient descent over points that stay in memory. */
import { SparkSession } from 'ts-spark-shell'

const sc = SparkSession.builder().appName('Logistic regression').getOrCreate().sparkContext

const dimensions = 4
const iterations = 15
const learningRate = 0.002

interface Point {
  x: number[]
  y: number
}

/** A number from -1 to 1 that looks random and is the same on every run. */
function noise(seed: number): number {
  const mixed = Math.sin(seed * 12.9898) * 43758.5453
  return 2 * (mixed - Math.floor(mixed)) - 1
}

/** Points of class -1 lie around (-0.5, -0.5, ...), those of class 1 around (0.5, 0.5, ...). */
function pointOf(index: number): Point {
  const y = index % 2 === 0 ? -1 : 1
  return { x: Array.from({ length: dimensions }, (_, i) => noise(index * dimensions + i + 1) + y * 0.5), y }
}

const dot = (a: number[], b: number[]) => a.reduce((sum, value, i) => sum + value * b[i]!, 0)
const plus = (a: number[], b: number[]) => a.map((value, i) => value + b[i]!)

const points = sc.range(0, 2000, 1, 2).map(pointOf).cache()

let weights = new Array<number>(dimensions).fill(0)
for (let i = 0; i < iterations; i++) {
  const gradient = points
    .map(({ x, y }) => x.map(value => value * (1 / (1 + Math.exp(-y * dot(weights, x))) - 1) * y))
    .reduce(plus)
  weights = weights.map((weight, j) => weight - learningRate * gradient[j]!)
}
console.log(`weights: ${weights.map(weight => weight.toFixed(3)).join(' ')}`)

const right = points.filter(({ x, y }) => Math.sign(dot(weights, x)) === y).count()
console.log(`${right} of ${points.count()} points on the right side`)
