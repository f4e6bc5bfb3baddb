from django.urls import path

from openxian.accounts.views import login, me, people, rights, second_factor, trail

app_name = "accounts"
urlpatterns = [
    path("", me.Me.as_view(), name="me"),
    path("login/", login.Login.as_view(), name="login"),
    path("logout/", login.leave, name="logout"),
    path("verify/", second_factor.Verify.as_view(), name="verify"),
    path("set-up/", second_factor.SetUp.as_view(), name="set_up"),
    path("backup-codes/", second_factor.BackupCodes.as_view(), name="backup_codes"),
    path("password/", me.ChangePassword.as_view(), name="password"),
    path("people/", people.Accounts.as_view(), name="accounts"),
    path("people/new/", people.Create.as_view(), name="create"),
    path("people/<int:pk>/", people.Account.as_view(), name="account"),
    path("people/<int:pk>/change/", people.Change.as_view(), name="change"),
    path("people/<int:pk>/disable/", people.Disable.as_view(), name="disable"),
    path("people/<int:pk>/enable/", people.Enable.as_view(), name="enable"),
    path("people/<int:pk>/reset-password/", people.ResetPassword.as_view(), name="reset_password"),
    path("people/<int:pk>/unlock/", rights.Unlock.as_view(), name="unlock"),
    path("people/<int:pk>/end-second-factor/", rights.EndSecondFactor.as_view(), name="end_second_factor"),
    path("people/<int:pk>/grant/", rights.Grant.as_view(), name="grant"),
    path("people/<int:pk>/revoke/<slug:role_key>/", rights.Revoke.as_view(), name="revoke"),
    path("roles/", rights.Roles.as_view(), name="roles"),
    path("roles/<slug:role_key>/", rights.Policy.as_view(), name="policy"),
    path("trail/", trail.Trail.as_view(), name="trail"),
    path("trail/export/", trail.Export.as_view(), name="export_trail"),
]
