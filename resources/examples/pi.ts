/** Estimates pi: the share of random points of a square that fall into its inner circle. */
import { SparkSession } from 'ts-spark-shell'

const sc = SparkSession.builder().appName('Pi').getOrCreate().sparkContext

/** Random numbers from 0 to 1, the same ones for the same seed. */
function* randomNumbers(seed: number): Generator<number, never> {
  for (let state = seed; ; ) {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    yield ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const slices = 4
const pointsPerSlice = 250_000

const inside = sc
  .parallelize(Array.from({ length: slices }, (_, slice) => slice), slices)
  .map(slice => {
    const random = randomNumbers(slice)
    let hits = 0
    for (let i = 0; i < pointsPerSlice; i++) {
      const x = random.next().value * 2 - 1
      const y = random.next().value * 2 - 1
      if (x * x + y * y <= 1) hits++
    }
    return hits
  })
  .reduce((a, b) => a + b)

console.log(`Pi is roughly ${(4 * inside) / (slices * pointsPerSlice)}`)
