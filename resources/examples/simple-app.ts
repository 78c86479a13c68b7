/** A whole application: it opens its session, works and stops it. Run it with `ts-spark-submit`. */
import { SparkSession } from 'ts-spark-shell'

const spark = SparkSession.builder().appName('Simple application').getOrCreate()

const lines = spark.sparkContext.textFile('resources/examples/data/walden.txt').cache()
const withA = lines.filter(line => line.includes('a')).count()
const withB = lines.filter(line => line.includes('b')).count()
console.log(`Lines with a: ${withA}, lines with b: ${withB}`)

spark.stop()
