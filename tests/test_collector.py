"""Python's search for cycles is off where it finds none, and as it was afterwards."""

import gc
import subprocess
import sys

from diglot import collector


def test_paused_leaves_it_as_it_was() -> None:
    assert gc.isenabled()
    with collector.paused():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_what_a_process_holds_at_its_end_is_not_searched() -> None:
    program = """
import gc
from diglot import collector

class Cycle:
    def __init__(self):
        self.me = self
    def __del__(self):
        print("found", flush=True)

collector.off_at_exit()
held = Cycle()
{last}
"""
    for last, said in (("", ""), ("del held; gc.collect()", "found\n")):
        code = program.replace("{last}", last)
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
        assert (done.returncode, done.stdout) == (0, said), done.stderr


def test_seldom_is_for_the_whole_process() -> None:
    before = gc.get_threshold()
    try:
        collector.seldom()
        assert gc.get_threshold()[0] > 10_000
        assert gc.isenabled()
    finally:
        gc.set_threshold(*before)
