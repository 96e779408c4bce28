"""Addresses of imports; `customers.urls` takes them in."""

from django.urls import path

from customers.views import imports, undoing

urlpatterns = [
    path("imports/", imports.imports, name="imports"),
    path("imports/<int:pk>/", imports.import_, name="import"),
    path("imports/<int:pk>/columns/", imports.match, name="import_columns"),
    path("imports/<int:pk>/start/", imports.start, name="import_start"),
    path("imports/<int:pk>/rejected/", imports.rejected, name="import_rejected"),
    path("imports/<int:pk>/undo/", undoing.undo, name="import_undo"),
    path("imports/<int:pk>/undo/file/", undoing.undo_file, name="import_undo_file"),
]
