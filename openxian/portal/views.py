from django.http import HttpResponse


def not_found(request, exception):
    return HttpResponse("没有这个页面", status=404)


def server_error(request):
    return HttpResponse("系统繁忙", status=500)
