"""What every screen of the portal in the office has in common."""

from django.core.exceptions import PermissionDenied

from openxian.core.errors import Forbidden


class OfficeDoor:
    """A screen that says why it stays shut; the CMS would turn ``PermissionDenied`` into a silent way home."""

    forbidden = "这一页只给站点管理员。"

    def dispatch(self, request, *args, **kwargs):
        try:
            return super().dispatch(request, *args, **kwargs)
        except PermissionDenied as error:
            raise Forbidden(str(error) or self.forbidden) from error
