"""Celery's consumer of messages, which lives through the loss of its broker and tells what it hears of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from celery.worker import state
from celery.worker.consumer import Consumer as CelerysConsumer

from jobs.deafness import Look


class Consumer(CelerysConsumer):
    """Named by the setting CELERY_WORKER_CONSUMER. In the worker's parent process."""

    messages_taken = 0

    def create_task_handler(self, *args: Any, **kwargs: Any) -> Callable[[Any], Any]:
        """Every message is counted, also one that comes too late or that nobody understands."""
        handle = super().create_task_handler(*args, **kwargs)

        def counted(message: Any) -> Any:
            self.messages_taken += 1
            return handle(message)

        return counted

    def on_connection_error_after_connected(self, exc: Exception) -> None:
        """Kombu's channel needs two tries to close when it waits for an answer that never comes.

        Celery's second try comes when the connection has forgotten its address. With a message in hand that
        ends the worker by an AttributeError, so the first try is made here.
        """
        if self.connection and self.task_consumer:
            self.connection.maybe_close_channel(self.task_consumer.channel)
        super().on_connection_error_after_connected(exc)

    def look(self) -> Look:
        """From a thread of its own, by a connection of its own."""
        return Look(
            taken=self.messages_taken,
            busy=bool(state.reserved_requests or state.active_requests or state.scheduled_requests),
            waiting=self._messages_waiting(),
        )

    def _messages_waiting(self) -> int | None:
        """A queue that the worker was told to leave alone is none of its own."""
        try:
            with self.app.connection_for_read() as connection:
                connection.connect()
                channel = connection.channel()
                return sum(self._length(channel, queue) for queue in list(self.app.amqp.queues.consume_from))
        except self.connection_errors:
            return None

    def _length(self, channel: Any, queue: str) -> int:
        try:
            return int(channel.queue_declare(queue=queue, passive=True).message_count)
        except self.channel_errors:  # there is none while it is empty
            return 0
