"""Sites, columns, topics and where articles stand in them."""

from openxian.portal.models.pages import (
    ColumnPage,
    ErrorReportPage,
    HomePage,
    LeadersPage,
    OrganisationsPage,
    SiteMapPage,
    TopicPage,
)
from openxian.portal.models.placement import Placement
from openxian.portal.models.site import SiteProfile

__all__ = [
    "ColumnPage",
    "ErrorReportPage",
    "HomePage",
    "LeadersPage",
    "OrganisationsPage",
    "Placement",
    "SiteMapPage",
    "SiteProfile",
    "TopicPage",
]
