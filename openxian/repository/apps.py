from datetime import timedelta

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


class RepositoryConfig(AppConfig):
    name = "openxian.repository"
    label = "repository"
    verbose_name = "信息资源库"

    def ready(self):
        from wagtail import hooks

        from openxian.core.outbox.registry import schedule
        from openxian.organisations.signals import organisation_succeeded
        from openxian.repository import actions, on_desk
        from openxian.repository.actions.succession import hear_of_reform
        from openxian.repository.downloads import refuse_private
        from openxian.repository.workplace import rights

        on_desk.register()
        hooks.register("before_serve_document", refuse_private)
        organisation_succeeded.connect(hear_of_reform, dispatch_uid="repository.succession")
        often = timedelta(seconds=30)
        schedule("repository.publish_due", label="到点发布稿件", run=actions.publish_due, every=often)
        schedule("repository.expire_due", label="到期撤下稿件", run=actions.expire_due, every=often)
        # the last turn, as the roles do, and after them: accounts stands before us in the list of apps
        *_, last = (config for config in apps.get_app_configs() if config.models_module)
        post_migrate.connect(rights.after_migrate, sender=last, dispatch_uid="repository.rights")
