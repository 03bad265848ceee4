"""A job is never lost, never done twice, and says how it ended."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.db import OperationalError, transaction
from django.utils import timezone

from jobs import leases, services
from jobs.endings import Again, GaveUp, Postponed
from jobs.exceptions import LeaseLost, NotRetryable, UnknownKind
from jobs.models import Job, Priority, State

pytestmark = pytest.mark.django_db


def add(key: str = "one", **values: object) -> Job:
    return services.add(kind="steered", key=key, payload={"n": 1}, **values)  # type: ignore[arg-type]


def fresh(job: Job) -> Job:
    return Job.objects.get(pk=job.pk)


def test_runs_a_job_and_stores_what_it_brought(steered):
    job = add()
    services.run(job.pk)
    assert steered.stored == [{"n": 1}]
    assert fresh(job).state == State.DONE


def test_runs_a_job_once_however_often_it_is_announced(steered):
    job = add()
    services.run(job.pk)
    services.run(job.pk)
    assert len(steered.worked) == 1


def test_returns_the_live_job_instead_of_a_second_one(steered):
    assert add("same").pk == add("same").pk


def test_a_person_waiting_makes_a_live_job_more_urgent(steered):
    job = add(priority=Priority.SCHEDULED)
    add(priority=Priority.PERSON)
    assert fresh(job).priority == Priority.PERSON


def test_adds_anew_once_the_first_has_ended(steered):
    first = add("again")
    services.run(first.pk)
    assert add("again").pk != first.pk


def test_refuses_a_kind_that_nobody_registered():
    with pytest.raises(UnknownKind, match="nonsense"):
        services.add(kind="nonsense", key="k", payload={})


def test_a_job_in_someone_elses_hands_is_left_alone(steered):
    job = add()
    leases.take(job.pk, token=uuid.uuid4())
    services.run(job.pk)
    assert steered.worked == []


def test_counts_the_attempt_when_it_is_taken(steered):
    job = add()
    lease = leases.take(job.pk, token=uuid.uuid4())
    assert lease is not None and lease.attempt == 1
    assert fresh(job).attempt == 1


def test_an_unexpected_error_is_tried_again_with_its_cause(steered):
    def fail(_lease):
        raise ValueError("boom")

    steered.work = fail
    job = add()
    services.run(job.pk)
    waiting = fresh(job)
    assert waiting.state == State.WAITING
    assert "boom" in waiting.cause
    assert waiting.next_at > timezone.now() + timedelta(seconds=50)


def test_gives_up_after_the_last_attempt(steered):
    steered.work = lambda _lease: Again("The site has an error.")
    job = add()
    for _ in range(5):
        Job.objects.filter(pk=job.pk).update(next_at=timezone.now() - timedelta(seconds=1))
        services.run(job.pk)
    ended = fresh(job)
    assert (ended.state, ended.cause, ended.attempt) == (State.FAILED, "The site has an error.", 5)


def test_a_step_that_asks_for_too_much_memory_is_not_tried_again(steered):
    def ask_for_too_much(_lease):
        raise MemoryError

    steered.work = ask_for_too_much
    job = add()
    services.run(job.pk)
    assert fresh(job).state == State.FAILED
    assert "more memory than a worker may take" in fresh(job).cause


def test_a_database_that_went_away_in_the_middle_gets_the_job_back_at_once(steered, monkeypatch):
    monkeypatch.setattr(services, "GIVE_BACK_AFTER_SECONDS", (0, 0))
    # A test's connection holds its transaction: it must outlive the "lost" one.
    monkeypatch.setattr(services.connection, "close", lambda: None)

    def lose_it(_lease):
        raise OperationalError("the connection is lost")

    steered.work = lose_it
    job = add()
    services.run(job.pk)
    assert (fresh(job).state, fresh(job).attempt) == (State.QUEUED, 1)


def test_gives_up_at_once_when_another_attempt_would_not_help(steered):
    steered.work = lambda _lease: GaveUp("The page is gone.")
    job = add()
    services.run(job.pk)
    assert (fresh(job).state, fresh(job).cause) == (State.FAILED, "The page is gone.")


def test_a_postponed_turn_counts_no_attempt(steered):
    steered.work = lambda _lease: Postponed(40, "Another worker has its turn at example.org.")
    job = add()
    services.run(job.pk)
    assert (fresh(job).state, fresh(job).attempt) == (State.WAITING, 0)


def test_what_is_stored_and_the_end_of_the_job_stand_or_fall_together(steered):
    def store(_lease, _value):
        add("follows")
        raise RuntimeError("half-way")

    steered.store = store
    job = add()
    services.run(job.pk)
    assert fresh(job).state == State.WAITING
    assert not Job.objects.filter(key="follows").exists()


def test_a_result_that_comes_after_the_lease_ran_out_is_thrown_away(steered):
    job = add()
    late = leases.take(job.pk, token=uuid.uuid4())
    assert late is not None
    Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() - timedelta(seconds=1))
    leases.release_expired()
    services.run(job.pk)
    with pytest.raises(LeaseLost):
        leases.finish(late, lambda: None)
    assert len(steered.stored) == 1


def test_the_sweep_returns_expired_leases(steered):
    job = add()
    leases.take(job.pk, token=uuid.uuid4())
    Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() - timedelta(seconds=1))
    services.sweep()
    assert fresh(job).state == State.QUEUED


def test_a_worker_that_dies_every_time_ends_in_failure_with_a_cause(steered):
    job = add()
    for _ in range(5):
        leases.take(job.pk, token=uuid.uuid4())
        Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() - timedelta(seconds=1))
        leases.release_expired()
    assert fresh(job).state == State.FAILED
    assert "died" in fresh(job).cause


def test_a_dead_workers_lease_is_given_back_by_its_token(steered):
    job, token = add(), uuid.uuid4()
    leases.take(job.pk, token=token)
    assert leases.release(token) == 1
    assert fresh(job).state == State.QUEUED


def test_a_worker_that_starts_gives_back_what_one_of_its_name_left(steered):
    left, others = add("left"), add("others")
    leases.take(left.pk, token=uuid.uuid4(), worker="worker@here")
    leases.take(others.pk, token=uuid.uuid4(), worker="worker@there")
    assert leases.release_of(worker="worker@here") == 1
    assert (fresh(left).state, fresh(others).state) == (State.QUEUED, State.LEASED)


def test_cancels_a_waiting_job_at_once(steered):
    job = add()
    services.cancel(job=job)
    services.run(job.pk)
    assert fresh(job).state == State.CANCELLED
    assert steered.worked == []


def test_cancels_a_running_job_at_its_next_progress(steered):
    def work(lease):
        services.cancel(job=Job.objects.get(pk=lease.job_id))
        lease.progress(done=1, total=2)

    steered.work = work
    job = add()
    services.run(job.pk)
    assert fresh(job).state == State.CANCELLED
    assert steered.stored == []


def test_shows_how_far_it_is(steered):
    seen = []

    def work(lease):
        lease.progress(done=3, total=20, now="example.org", failed=1)
        seen.append(Job.objects.get(pk=lease.job_id))

    steered.work = work
    services.run(add().pk)
    assert (seen[0].done, seen[0].total, seen[0].now, seen[0].failed) == (3, 20, "example.org", 1)


def test_tries_a_failed_job_again_for_a_person(steered):
    steered.work = lambda _lease: GaveUp("No.")
    job = add()
    services.run(job.pk)
    again = services.try_again(job=fresh(job), by_id=None)
    assert (again.state, again.priority, again.payload) == (State.QUEUED, Priority.PERSON, {"n": 1})


def test_does_not_try_again_what_is_still_live(steered):
    with pytest.raises(NotRetryable):
        services.try_again(job=add(), by_id=None)


@pytest.mark.django_db(transaction=True)
def test_a_job_is_announced_when_its_cause_is_committed_and_not_before(steered, monkeypatch):
    sent = []
    monkeypatch.setattr("jobs.hints.send", lambda job: sent.append(job.pk) or True)
    with transaction.atomic():
        job = add()
        assert sent == []
    assert sent == [job.pk]
    assert fresh(job).hinted_at is not None


def test_a_step_that_fails_after_its_lease_ran_out_disturbs_nobody(steered):
    def overtaken(lease):
        Job.objects.filter(pk=lease.job_id).update(lease_token=uuid.uuid4())
        raise ValueError("too late")

    steered.work = overtaken
    job = add()
    services.run(job.pk)
    assert (fresh(job).state, fresh(job).cause) == (State.LEASED, "")
