"""Reads metrics as a scraper would, in both of its text formats.

usage: read_metrics.py < {"prometheus": TEXT, "openMetrics": TEXT}
Prints one JSON object: for each format its samples as "name labels value", sorted; and the exemplars as
{"of": the sample's name, "labels", "timestamp"}. Fails for a text that is not of its format.
"""

import json
import sys

from prometheus_client import parser
from prometheus_client.openmetrics import parser as open_metrics_parser


def samples_of(families):
    return [sample for family in families for sample in family.samples]


def plain(sample):
    """Bounds of buckets are numbers, however they are written."""
    labels = {name: float(value) if name == "le" else value for name, value in sample.labels.items()}
    return f"{sample.name} {sorted(labels.items())} {float(sample.value)!r}"


def shown(sample):
    exemplar = sample.exemplar
    return {
        "of": sample.name,
        "labels": exemplar.labels,
        "timestamp": float(exemplar.timestamp),
    }


def main():
    texts = json.load(sys.stdin)
    prometheus = samples_of(parser.text_string_to_metric_families(texts["prometheus"]))
    open_metrics = samples_of(open_metrics_parser.text_string_to_metric_families(texts["openMetrics"]))
    reading = {
        "prometheus": sorted(plain(sample) for sample in prometheus),
        "openMetrics": sorted(plain(sample) for sample in open_metrics),
        "exemplars": [shown(sample) for sample in open_metrics if sample.exemplar],
    }
    print(json.dumps(reading))


main()
