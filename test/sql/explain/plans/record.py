"""Asks Apache Spark for trees: of queries.sql into trees.txt, of DataFrames into dataframe-trees.txt. Run by hand: python record.py, with pyspark 4.3.0."""
import os
import re

from pyspark.sql import functions as F
from pyspark.sql.window import Window

here = os.path.dirname(os.path.abspath(__file__))


def logical(text):
    return re.sub(r'file:/\S*/(\w+)', r'file:/warehouse/\1', text.split('== Physical Plan ==')[0].rstrip())


def record(spark):
    lines = open(os.path.join(here, 'queries.sql')).read().splitlines()
    with open(os.path.join(here, 'trees.txt'), 'w') as out:
        for line in lines:
            if line == '' or line.startswith('--'):
                continue
            if line.startswith('SETUP '):
                spark.sql(line[6:])
                continue
            out.write('###### ' + line + '\n' + logical(spark.sql('EXPLAIN EXTENDED ' + line).collect()[0][0]) + '\n')


def record_frames(spark):
    extended = spark._jvm.org.apache.spark.sql.execution.ExplainMode.fromString('extended')
    with open(os.path.join(here, 'dataframe-trees.txt'), 'w') as out:
        for name, frame in frames(spark, spark.table('emp'), spark.table('dept')).items():
            out.write('###### ' + name + '\n' + logical(frame()._jdf.queryExecution().explainString(extended)) + '\n')


def frames(spark, emp, dept):
    return {
        'filter': lambda: emp.filter(emp.salary > 1000).select('name', 'salary'),
        'filter2': lambda: emp.filter('salary > 1000').filter(F.col('dept_id') == 3),
        'withColumn': lambda: emp.withColumn('raise', F.col('salary') * 1.1).filter(F.col('raise') > 100),
        'withColumn2': lambda: emp.withColumn('a', F.lit(1)).withColumn('b', F.col('a') + 1).withColumn('name', F.upper('name')),
        'rename': lambda: emp.withColumnRenamed('name', 'n').drop('hired'),
        'groupBy': lambda: emp.groupBy('dept_id').agg(F.sum('salary').alias('s'), F.count('*').alias('c')).filter(F.col('c') > 1).orderBy(F.desc('s')),
        'groupCount': lambda: emp.groupBy('dept_id').count(),
        'join': lambda: emp.join(dept, emp.dept_id == dept.id).select(emp.name, dept.name.alias('d')),
        'joinUsing': lambda: emp.join(dept, 'id', 'left').select('id'),
        'joinBroadcast': lambda: emp.join(F.broadcast(dept), emp.dept_id == dept.id, 'inner'),
        'semi': lambda: emp.join(dept, emp.dept_id == dept.id, 'left_semi'),
        'cross': lambda: emp.crossJoin(dept),
        'self': lambda: emp.alias('a').join(emp.alias('b'), F.col('a.id') == F.col('b.dept_id')).select('a.name'),
        'orderLimit': lambda: emp.orderBy('salary', ascending=False).limit(5),
        'sort2': lambda: emp.select('name').sort(F.col('name').asc_nulls_last()),
        'distinct': lambda: emp.select('dept_id').distinct(),
        'union': lambda: emp.select('id').union(dept.select('id')),
        'unionByName': lambda: emp.select('id', 'name').unionByName(dept.select('name', 'id')),
        'intersect': lambda: emp.select('id').intersect(dept.select('id')),
        'exceptAll': lambda: emp.select('id').subtract(dept.select('id')),
        'range': lambda: spark.range(10).filter('id % 2 = 0').selectExpr('id * 2 as x'),
        'toDF': lambda: spark.range(3).toDF('x').withColumn('y', F.col('x') + 1),
        'when': lambda: emp.select(F.when(F.col('id') > 1, 'a').otherwise('b').alias('w')),
        'isin': lambda: emp.filter(F.col('id').isin(1, 2) & F.col('name').isNotNull()),
        'like': lambda: emp.filter(F.col('name').like('A%') | F.col('name').startswith('B')),
        'between': lambda: emp.filter(F.col('id').between(1, 5)),
        'cast': lambda: emp.select(F.col('id').cast('string'), (F.col('salary') / 2).cast('int').alias('h')),
        'explode': lambda: emp.select('id', F.explode(F.array('id', 'dept_id')).alias('e')),
        'window': lambda: emp.withColumn('r', F.row_number().over(Window.partitionBy('dept_id').orderBy('salary'))).filter('r = 1'),
        'rollup': lambda: emp.rollup('dept_id').count(),
        'selectExpr': lambda: emp.selectExpr('id + 1 as i', 'upper(name)'),
        'star': lambda: emp.select('*', (F.col('id') + 1).alias('i')),
        'repart': lambda: emp.repartition(4, 'dept_id').filter('id > 1'),
        'coalesceP': lambda: emp.coalesce(1),
        'offset': lambda: emp.offset(2),
        'alias': lambda: emp.alias('e').filter('e.id > 1').select('e.*'),
        'hint': lambda: emp.hint('broadcast').join(dept, emp.id == dept.id),
    }


if __name__ == '__main__':
    from pyspark.sql import SparkSession

    session = SparkSession.builder.master('local[2]').getOrCreate()
    record(session)
    record_frames(session)
