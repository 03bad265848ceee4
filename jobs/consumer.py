"""Celery's consumer of messages, which lives through the loss of its broker whatever it has in hand."""

from __future__ import annotations

from celery.worker.consumer import Consumer as CelerysConsumer


class Consumer(CelerysConsumer):
    """Named by the setting CELERY_WORKER_CONSUMER."""

    def on_connection_error_after_connected(self, exc: Exception) -> None:
        """Kombu's channel needs two tries to close when it waits for an answer that never comes.

        Celery's second try comes when the connection has forgotten its address. With a message in hand that
        ends the worker by an AttributeError, so the first try is made here.
        """
        if self.connection and self.task_consumer:
            self.connection.maybe_close_channel(self.task_consumer.channel)
        super().on_connection_error_after_connected(exc)
