"""The tallies of a report, made by DuckDB in one pass: called as a program, with the log as argument.

DuckDB is spared what it can be: columns are given, so that nothing is guessed; the API is taken from
the log where keywatch finds it from the path; and host and event, which change nothing in this log,
are not read. Aggregating in two stages and other forms were tried: none was faster.
"""

import collections
import json
import sys

import duckdb

TALLY = """
WITH request AS (
  SELECT
    substr(ts, 1, 16) AS minute, auth.key AS key, auth.result AS outcome, api, auth.reason, source,
    CASE WHEN auth.key = 'dedicated' OR client = 'steve-glen.com'
         OR lower(user_agent) LIKE 'steve-glen%' THEN 'steve-glen.com'
         ELSE coalesce(client, 'unattributed') END AS caller,
    auth.result = 'rejected' AND api IS NOT NULL AND user_agent NOT LIKE 'keywatch-probe/%'
      AND NOT (method = 'OPTIONS' AND auth.key = 'none') AS attempt
  FROM read_ndjson($log, ignore_errors = true, columns = {
    ts: 'VARCHAR', method: 'VARCHAR', api: 'VARCHAR', source: 'VARCHAR', client: 'VARCHAR',
    user_agent: 'VARCHAR',
    auth: 'STRUCT(result VARCHAR, reason VARCHAR, "key" VARCHAR)'})
  WHERE auth.key IS NOT NULL
), marked AS (
  SELECT minute, key, outcome, api, caller,
    CASE WHEN attempt THEN reason END AS reason, CASE WHEN attempt THEN source END AS source
  FROM request
)
SELECT grouping(api, reason, source, caller, minute) AS kind,
  key, outcome, api, reason, source, caller, count(*) AS count
FROM marked
GROUP BY GROUPING SETS (
  (key, outcome, api), (reason), (source), (caller, key, outcome), (minute, key))
"""
# What `kind` is where only that column of the five is grouped by.
API, REASON, SOURCE, CALLER = 0b01111, 0b10111, 0b11011, 0b11101


def main():
    connection = duckdb.connect(config={"threads": 2, "preserve_insertion_order": False})
    answer = collections.defaultdict(collections.Counter)
    rejected = []
    for kind, key, outcome, api, reason, source, caller, count in connection.execute(
        TALLY, {"log": sys.argv[1]}
    ).fetchall():
        if kind == API:
            answer["outcomes"][outcome] += count
            answer["requests by key"][key] += count
            if api is not None:
                answer["keys"][f"{key} {api} {outcome}"] += count
        elif kind == REASON and reason is not None:
            answer["reasons"][reason] += count
        elif kind == SOURCE and source is not None:
            rejected.append(count)
        elif kind == CALLER and outcome == "accepted":
            answer["callers"][f"{caller} {key}"] += count
    totals = {
        "requests": sum(answer["outcomes"].values()),
        "rejections": sum(rejected),
        "rejected sources": len(rejected),
        "most rejected source": max(rejected, default=0),
    }
    print(json.dumps({**answer, **totals}))


main()
