import os
import subprocess
import sys
import textwrap
import threading
import time

import pytest

from config.embedded.instance import AlreadyRunning, Instance, Record


def test_nobody_holds_a_new_instance(tmp_path):
    assert Instance(tmp_path).record() is None


def test_a_second_holder_is_told_who_and_where_the_first_is(tmp_path):
    instance = Instance(tmp_path)
    with instance.held():
        instance.tell(Record(pid=os.getpid(), url="http://localhost:8000/", ready=True))
        told = rf"http://localhost:8000/ \(process {os.getpid()}\)"
        with pytest.raises(AlreadyRunning, match=told), Instance(tmp_path).held():
            pass


def test_the_instance_is_free_again_after_its_holder_failed(tmp_path):
    with pytest.raises(ZeroDivisionError), Instance(tmp_path).held():
        raise ZeroDivisionError
    assert Instance(tmp_path).record() is None


def test_a_newcomer_waits_while_a_killed_holder_is_cleaned_up(tmp_path):
    """The clean-up is a fork that shares the lock, as the supervisor's warden does."""
    holder = textwrap.dedent(f"""
        import os, pathlib, signal, time
        from config.embedded.instance import Instance
        with Instance(pathlib.Path({str(tmp_path)!r})).held():
            if os.fork() == 0:
                print("held", flush=True)
                os.close(1)
                time.sleep(1.5)
                os._exit(0)
            signal.pause()
    """)
    with subprocess.Popen([sys.executable, "-c", holder], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"
        process.kill()
        process.wait()
        started = time.monotonic()
        with Instance(tmp_path).held():
            assert 0.5 < time.monotonic() - started < 8


def test_the_holder_waits_until_its_servers_are_unused(tmp_path):
    instance = Instance(tmp_path)
    order = []

    def stop_servers():
        with Instance(tmp_path).unused():
            order.append("stopped")

    holder = threading.Thread(target=stop_servers)
    with instance.used():
        holder.start()
        holder.join(timeout=0.3)
        order.append("used")
    holder.join()
    assert order == ["used", "stopped"]
