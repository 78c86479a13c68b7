/**
 * The warmest reading of each year. A line of the data is a station (6 characters), the date (8), the temperature in tenths of a degree
 * with its sign (5; +9999 where there is none) and its quality (1 is good).
 */
import { SparkSession } from 'ts-spark-shell'

const sc = SparkSession.builder().appName('Max temperature').getOrCreate().sparkContext

interface Reading {
  year: string
  tenths: number
  isGood: boolean
}

function parseReading(line: string): Reading {
  const tenths = Number(line.slice(14, 19))
  return { year: line.slice(6, 10), tenths, isGood: tenths !== 9999 && line[19] === '1' }
}

const warmest = sc
  .textFile('resources/examples/data/weather.txt')
  .map(parseReading)
  .filter(reading => reading.isGood)
  .map(({ year, tenths }) => [year, tenths])
  .reduceByKey((a, b) => Math.max(a, b))
  .sortByKey()
  .collect()

for (const [year, tenths] of warmest) console.log(`${year} ${(tenths / 10).toFixed(1)}`)
