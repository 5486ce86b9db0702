"""`make bench`: everything that is measured, in one run."""

from benchmarks import can_send, pipeline, throughput

pipeline.run()
throughput.run()
can_send.run()
