/** The words that a text uses most. */
import { SparkSession } from 'ts-spark-shell'

const sc = SparkSession.builder().appName('Word count').getOrCreate().sparkContext

const counts = sc
  .textFile('resources/examples/data/walden.txt')
  .flatMap(line => line.toLowerCase().match(/[a-z']+/g) ?? [])
  .map(word => [word, 1])
  .reduceByKey((a, b) => a + b)

const mostUsed = counts
  .map(([word, count]) => [count, word])
  .sortByKey(false)
  .take(10)

for (const [count, word] of mostUsed) console.log(`${count} ${word}`)
