/** Searches a text that stays in memory between the searches. */
import { SparkSession } from 'ts-spark-shell'

const sc = SparkSession.builder().appName('Text search').getOrCreate().sparkContext

const lines = sc
  .textFile('resources/examples/data/walden.txt')
  .map(line => line.toLowerCase())
  .cache()

for (const word of ['pond', 'railroad', 'whale']) {
  const found = lines.filter(line => line.includes(word))
  console.log(`${word}: ${found.count()} lines`)
  for (const line of found.take(2)) console.log(`  ${line}`)
}

lines.unpersist()
