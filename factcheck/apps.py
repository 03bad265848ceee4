from django.apps import AppConfig


class FactcheckConfig(AppConfig):
    name = "factcheck"

    def ready(self) -> None:
        # Here, because the pipeline's steps need the models to be loaded.
        from factcheck import pipeline  # noqa: PLC0415
        from jobs.steps import register  # noqa: PLC0415

        register(pipeline.STEPS)
