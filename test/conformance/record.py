"""Runs the statements of queries/<topic>.sql on Apache Spark and writes answers/<topic>.jsonl.

    python test/conformance/record.py [topic ...]        all topics when none is named

Needs `pip install pyspark==4.3.0` and Java 17. See README.md.
"""

import json
import logging
import re
import shutil
import sys
import tempfile
from pathlib import Path

from pyspark.sql import SparkSession

HERE = Path(__file__).parent
QUERY = re.compile(r"(SELECT|WITH|VALUES|FROM|TABLE|SHOW|DESC|DESCRIBE|EXPLAIN|EXECUTE|\()", re.I)


def scenarios(topic):
    """What queries.ts reads, in Python."""
    found, lines, any_rows = [], [], False
    for line in (HERE / "queries" / f"{topic}.sql").read_text().splitlines():
        directive = re.match(r"--(NAME|SET|ANY-ROWS|FAILS)\b ?(.*)", line)
        if directive:
            word, rest = directive.groups()
            if word == "NAME":
                found.append({"suite": topic, "name": rest.strip(), "area": topic, "conf": {}, "steps": []})
            elif word == "SET":
                key, value = rest.split("=", 1)
                found[-1]["conf"][key.strip()] = value.strip()
            elif word == "ANY-ROWS":
                any_rows = True
        elif lines or (line.strip() and not line.startswith("--")):
            lines.append(line)
            if line.rstrip().endswith(";"):
                sql = "\n".join(lines).rstrip()[:-1]
                found[-1]["steps"].append({"sql": sql, "deterministic": not any_rows})
                lines, any_rows = [], False
    return found


def is_ordered(sql):
    """The outermost query has an ORDER BY, so that the order of its rows counts."""
    text = re.sub(r"'[^']*'", "", sql)
    while (inner := re.sub(r"\([^()]*\)", "", text)) != text:
        text = inner
    return re.search(r"\bORDER\s+BY\b", text, re.I) is not None


def answer(session, step, directory):
    sql = step["sql"]
    given = {
        "sql": sql,
        "kind": "query" if QUERY.match(sql.lstrip()) else "setup",
        "ordered": is_ordered(sql),
        "deterministic": step["deterministic"],
    }
    try:
        frame = session.sql(sql.replace("__TMP__", directory))
        given["schema"] = json.loads(frame.schema.json())
        given["show"] = frame._jdf.showString(1000, 0, False)
    except Exception as error:
        message = message_of(str(error)).replace(directory, "__TMP__")
        # pyspark leaves some of Spark's errors as they came from the JVM.
        told = re.match(r"(?:.*?: )?\[([A-Z0-9_.]+)\] .*?(?:SQLSTATE: (\w{5})|$)", message, re.S)
        given["error"] = error.getCondition() if hasattr(error, "getCondition") else told and told[1]
        given["sqlState"] = error.getSqlState() if hasattr(error, "getSqlState") else told and told[2]
        given["message"] = message[message.index("[") :] if told else message
    return given


def message_of(text):
    """The message and the place in the text, without the plan and the frames of the JVM."""
    text = text.split("\n\nJVM stacktrace")[0]
    found = re.match(r".*?SQLSTATE: \w{5}", text, re.S)
    if not found:
        return text.split("\n")[0]
    context = re.search(r"\n?== SQL.*", text[found.end():], re.S)
    return found.group() + ("\n" + context.group().strip() if context else "")


def clean(spark):
    for (name, *_) in spark.sql("SHOW DATABASES").collect():
        if name != "default":
            spark.sql(f"DROP DATABASE IF EXISTS `{name}` CASCADE")
    for row in spark.sql("SHOW TABLES IN default").collect():
        if not row.isTemporary:
            kind = "VIEW" if spark.catalog.getTable(f"default.{row.tableName}").tableType == "VIEW" else "TABLE"
            spark.sql(f"DROP {kind} IF EXISTS default.`{row.tableName}`")
    for row in spark.sql("SHOW VIEWS IN global_temp").collect():
        spark.catalog.dropGlobalTempView(row.viewName)
    for (name,) in spark.sql("SHOW USER FUNCTIONS").collect():
        spark.sql(f"DROP FUNCTION IF EXISTS {name}")


def record(spark, topics):
    """In a session that there is already, whose settings are those below."""
    directory = tempfile.mkdtemp()
    for topic in topics:
        with open(HERE / "answers" / f"{topic}.jsonl", "w") as file:
            for number, scenario in enumerate(scenarios(topic)):
                session = spark.newSession()
                for key, value in scenario["conf"].items():
                    session.conf.set(key, value)
                place = f"{directory}/{topic}-{number}"
                Path(place).mkdir()
                scenario["steps"] = [answer(session, step, place) for step in scenario["steps"]]
                file.write(json.dumps(scenario, ensure_ascii=False) + "\n")
                clean(spark.newSession())
    shutil.rmtree(directory, ignore_errors=True)


def main(topics):
    logging.disable()
    warehouse = tempfile.mkdtemp()
    spark = (
        SparkSession.builder.master("local[2]")
        .appName("conformance")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.warehouse.dir", warehouse)
        .getOrCreate()
    )
    spark.sparkContext.setLogLevel("OFF")
    record(spark, topics)
    spark.stop()
    shutil.rmtree(warehouse, ignore_errors=True)


if __name__ == "__main__":
    main(sys.argv[1:] or sorted(path.stem for path in (HERE / "queries").glob("*.sql")))
