"""Rules in Python run elsewhere: a worker process per pack, fenced in, asked with a snapshot of the facts.

How a question travels: `pool` has the worker of a pack, `host` asks it, `talks`
is what is said, `process` the line; on the other side `child` answers.
"""

from optopcheck.rules.hosting.host import Host, HostedCheck, ask
from optopcheck.rules.hosting.limits import LIMITS, Limits
from optopcheck.rules.hosting.many import Repeats, ask_many
from optopcheck.rules.hosting.pool import (
    Hosted,
    close_all,
    host_distribution,
    host_wheel,
    start_distributions,
    start_wheels,
)

__all__ = [
    "LIMITS",
    "Host",
    "Hosted",
    "HostedCheck",
    "Limits",
    "Repeats",
    "ask",
    "ask_many",
    "close_all",
    "host_distribution",
    "host_wheel",
    "start_distributions",
    "start_wheels",
]
