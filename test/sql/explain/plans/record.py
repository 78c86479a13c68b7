"""Asks Apache Spark for the trees of queries.sql and writes them into trees.txt. Run by hand: python record.py, with pyspark 4.3.0."""
import os
import re

here = os.path.dirname(os.path.abspath(__file__))


def record(spark):
    lines = open(os.path.join(here, 'queries.sql')).read().splitlines()
    with open(os.path.join(here, 'trees.txt'), 'w') as out:
        for line in lines:
            if line == '' or line.startswith('--'):
                continue
            if line.startswith('SETUP '):
                spark.sql(line[6:])
                continue
            text = spark.sql('EXPLAIN EXTENDED ' + line).collect()[0][0]
            logical = text.split('== Physical Plan ==')[0].rstrip()
            out.write('###### ' + line + '\n' + re.sub(r'file:/\S*/(\w+)', r'file:/warehouse/\1', logical) + '\n')


if __name__ == '__main__':
    from pyspark.sql import SparkSession

    record(SparkSession.builder.master('local[2]').getOrCreate())
