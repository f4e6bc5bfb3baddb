from django.db import DatabaseError
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.timezone import localdate

from openxian.portal.faces import others
from openxian.portal.faces.frame import frame_for


def not_found(request, exception):
    """In the dress of the site that was asked; bare when even that cannot be found."""
    try:
        frame = frame_for(*host_and_port(request), localdate())
    except DatabaseError:
        frame = None
    face = others.not_found(frame)
    return HttpResponse(face.html, status=face.status)


def server_error(request):
    """500: needs no database, no request and no context, because any of them may be what is broken."""
    return HttpResponse(render_to_string("portal/server_error.html"), status=500)


def host_and_port(request) -> tuple[str, int]:
    """Without the port in the name; IPv6 addresses keep their brackets off."""
    host = request.get_host()
    name, colon, port = host.rpartition(":")
    if not colon or "]" in port:
        name, port = host, request.get_port()
    return name.strip("[]").lower(), int(port)
