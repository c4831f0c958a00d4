"""Reads run-events as any consumer would, and holds each record against the AsyncAPI document.

usage: read_events.py BROKERS TOPIC ASYNCAPI_FILE RECORDS
Prints one JSON object: the types that were read, in order, how many had a trace context, and what is wrong.
"""

import json
import re
import sys

from jsonschema import Draft202012Validator, FormatChecker
from kafka import KafkaConsumer, TopicPartition
from kafka.partitioner.default import murmur2

TRACEPARENT = re.compile(r"00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}")
PATIENCE_MS = 20_000


def messages_by_type(document):
    """The headers' and the payload's validator for each CloudEvents type on the channel."""
    components = document["components"]
    validators = {}
    for name in document["channels"]["run-events"]["messages"]:
        message = components["messages"][name]
        pointer = f"#/components/messages/{name}"
        validators[message["name"]] = [
            Draft202012Validator(
                {"$ref": f"{pointer}/{part}", "components": components},
                format_checker=FormatChecker(),
            )
            for part in ("headers", "payload")
        ]
    return validators


def problems_of(record, validators, partitions):
    key = record.key.decode()
    headers = {name: value.decode() for name, value in record.headers}
    for name in ("traceparent", "ce_traceparent"):
        if name in headers and not TRACEPARENT.fullmatch(headers[name]):
            yield f"{name} is {headers[name]}"
    if headers["ce_subject"] != key:
        yield f"the key is {key}, ce_subject {headers['ce_subject']}"
    if headers["ce_id"] != f"{key}:{int(headers['ce_sequence'])}":
        yield f"ce_id is {headers['ce_id']}, ce_sequence {headers['ce_sequence']}"
    if (murmur2(record.key) & 0x7FFFFFFF) % partitions != record.partition:
        yield f"{key} is in partition {record.partition}"
    in_headers, in_payload = validators[headers["ce_type"]]
    for error in in_headers.iter_errors(headers):
        yield f"{headers['ce_type']} headers: {error.message}"
    for error in in_payload.iter_errors(json.loads(record.value)):
        yield f"{headers['ce_type']} at {list(error.absolute_path)}: {error.message}"


def main(brokers, topic, asyncapi, expected):
    with open(asyncapi, encoding="utf-8") as file:
        validators = messages_by_type(json.load(file))
    consumer = KafkaConsumer(
        bootstrap_servers=brokers.split(","),
        auto_offset_reset="earliest",
        enable_auto_commit=False,
        isolation_level="read_committed",
        consumer_timeout_ms=PATIENCE_MS,
    )
    partitions = consumer.partitions_for_topic(topic)
    consumer.assign([TopicPartition(topic, partition) for partition in partitions])
    types, traced, problems = [], 0, []
    for record in consumer:
        headers = dict(record.headers)
        types.append(headers["ce_type"].decode())
        traced += "traceparent" in headers and headers["traceparent"] == headers["ce_traceparent"]
        problems += problems_of(record, validators, len(partitions))
        if len(types) == expected:
            break
    consumer.close()
    print(json.dumps({"types": types, "traced": traced, "problems": problems}))


main(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]))
