"""OpenXian 开放县域: the platform on which a Chinese county government runs its public face and its office."""

__version__ = "0.1.0"
