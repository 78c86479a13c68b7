/** How long a text and its longest line are. Functions are shipped to the executors by name as well as written in place. */
import { SparkSession } from 'ts-spark-shell'

const sc = SparkSession.builder().appName('Line lengths').getOrCreate().sparkContext

function longer(a: string, b: string): string {
  return b.length > a.length ? b : a
}

const lines = sc.textFile('resources/examples/data/walden.txt')
const total = lines.map(line => line.length).reduce((a, b) => a + b)
console.log(`${lines.count()} lines, ${total} characters`)

const longest = lines.reduce(longer)
console.log(`longest: ${longest.length} characters: ${longest}`)
