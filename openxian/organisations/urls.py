from django.urls import path

from openxian.organisations.views import bodies, delegations, duties, people, reforms

app_name = "organisations"
urlpatterns = [
    path("", bodies.Tree.as_view(), name="tree"),
    path("new/", reforms.Establish.as_view(), name="establish"),
    path("<int:pk>/", bodies.Body.as_view(), name="body"),
    path("<int:pk>/facts/", bodies.Facts.as_view(), name="facts"),
    path("<int:pk>/rename/", reforms.Rename.as_view(), name="rename"),
    path("<int:pk>/transfer/", reforms.Transfer.as_view(), name="transfer"),
    path("<int:pk>/merge/", reforms.Merge.as_view(), name="merge"),
    path("<int:pk>/split/", reforms.Split.as_view(), name="split"),
    path("<int:pk>/abolish/", reforms.Abolish.as_view(), name="abolish"),
    path("<int:pk>/units/new/", people.AddUnit.as_view(), name="add_unit"),
    path("units/<int:pk>/", people.ChangeUnit.as_view(), name="change_unit"),
    path("units/<int:pk>/close/", people.CloseUnit.as_view(), name="close_unit"),
    path("<int:pk>/posts/new/", people.AddPost.as_view(), name="add_post"),
    path("posts/<int:pk>/", people.ChangePost.as_view(), name="change_post"),
    path("<int:pk>/appoint/", people.Appoint.as_view(), name="appoint"),
    path("appointments/<int:pk>/end/", people.EndAppointment.as_view(), name="end_appointment"),
    path("people/", people.People.as_view(), name="people"),
    path("people/new/", people.RegisterPerson.as_view(), name="register_person"),
    path("people/<int:pk>/", people.ChangePerson.as_view(), name="change_person"),
    path("<int:pk>/duties/new/", duties.Grant.as_view(), name="grant_duty"),
    path("duties/", duties.Duties.as_view(), name="duties"),
    path("duties/<int:pk>/revoke/", duties.Revoke.as_view(), name="revoke_duty"),
    path("delegations/", delegations.MyDelegations.as_view(), name="my_delegations"),
    path("delegations/<int:pk>/end/", delegations.EndDelegation.as_view(), name="end_delegation"),
]
