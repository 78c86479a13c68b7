/** The tour of Spark's introductions to SQL: a file of people as a DataFrame, as columns and as a table. */
import { functions as F, SparkSession } from 'ts-spark-shell'

const spark = SparkSession.builder().appName('SQL tour').getOrCreate()
const people = spark.read.json('resources/examples/data/people.json')

people.show()
people.printSchema()

// Columns, by name or as values that can be computed with.
people.select('name').show()
people.select('name', F.col('age').plus(1)).show()
people.filter(F.col('age').gt(21)).show()
people.groupBy('age').count().orderBy('age').show()

// The same as a table of this session.
people.createOrReplaceTempView('people')
spark.sql('SELECT name FROM people WHERE age BETWEEN 13 AND 19').show()

// A table of all sessions of the application.
people.createOrReplaceGlobalTempView('everybody')
spark.newSession().sql('SELECT count(*) AS n, avg(age) AS average FROM global_temp.everybody').show()

const [oldest] = people.orderBy(F.col('age').desc()).take(1)
console.log(`${oldest!.name} is ${oldest!.age}`)
