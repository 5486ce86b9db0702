"""`make bench`: everything that is measured, in one run."""

from benchmarks import pipeline, throughput

pipeline.run()
throughput.run()
