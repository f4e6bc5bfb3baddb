"""Every address of the workplace; what is not here cannot be done to an article."""

from django.urls import path

from openxian.repository.models import PolicyDocument
from openxian.repository.workplace.views import acting, batches, editing, exploring, looking, relating, reviewing

app_name = "repository"
urlpatterns = [
    path("articles/", exploring.articles, name="articles"),
    path("articles/new/", editing.Add.as_view(), name="article_add"),
    path("articles/new/preview/", editing.PreviewNew.as_view(), name="article_preview_new"),
    path("articles/<int:pk>/", looking.article, name="article"),
    path("articles/<int:pk>/edit/", editing.Edit.as_view(), name="article_edit"),
    path("articles/<int:pk>/edit/preview/", editing.Preview.as_view(), name="article_preview"),
    path("articles/<int:pk>/submit/", acting.submit, name="submit"),
    path("articles/<int:pk>/delete/", acting.delete, name="delete"),
    path("articles/<int:pk>/withdraw/", acting.withdraw, name="withdraw"),
    path("articles/<int:pk>/publish-urgently/", acting.publish_urgently, name="publish_urgently"),
    path("articles/<int:pk>/versions/", looking.versions, name="versions"),
    path("articles/<int:pk>/versions/<int:revision>/", looking.version, name="version"),
    path("articles/<int:pk>/versions/<int:revision>/take-back/", looking.take_back, name="take_back"),
    path("policies/", exploring.policies, name="policies"),
    path("policies/new/", editing.Add.as_view(model=PolicyDocument), name="policy_add"),
    path("policies/new/preview/", editing.PreviewNew.as_view(model=PolicyDocument), name="policy_preview_new"),
    path("policies/<int:pk>/edit/", editing.Edit.as_view(model=PolicyDocument), name="policy_edit"),
    path("policies/<int:pk>/explainers/", relating.explainers, name="explainers"),
    path("policies/<int:pk>/validity/", relating.validity, name="validity"),
    path("reviews/", reviewing.waiting, name="reviews"),
    path("reviews/<int:pk>/", reviewing.review, name="review"),
    path("reviews/<int:pk>/recall/", acting.recall, name="recall"),
    path("batches/start/", batches.start, name="batch_start"),
    path("batches/<int:pk>/", batches.batch, name="batch"),
    path("batches/<int:pk>/go-on/", batches.go_on, name="batch_go_on"),
]
