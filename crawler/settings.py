"""Scrapy's settings for a crawl: its unsafe defaults overridden, and all that `crawler` does itself turned off."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from crawler.decoding import ACCEPTED, MAX_BODY
from crawler.guard import PRIVATE_HOSTS_SETTING
from crawler.handler import SERVED_AT_SETTING
from crawler.source import Source
from reference.urls import host_of

MOST_AT_ONCE = 128
"""Hosts asked at the same time, one request each: of 100 that answer after 4 s and wait 2 s, 67 are busy at a time."""
TIMEOUT = 60.0
"""Seconds for one request, to the end of its body."""

_MIDDLEWARES = "scrapy.downloadermiddlewares"


def crawl_settings(sources: Iterable[Source], *, user_agent: str) -> dict[str, Any]:
    """Return the settings for a crawl of the sources.

    Redirects, retries, robots.txt, encodings and pace are the crawler's own work (`answers`, `robots`, `decoding`,
    `pacing`): each step has to be in the frontier before the next. Scrapy's middlewares for them are out, and that
    for robots.txt is replaced by one that lets nothing through that the host's rules have not allowed.
    """
    private = [source for source in sources if source.private]
    hosts = {host_of(url) for source in private for url in source.seeds()}
    hosts |= {domain.partition(":")[0] for source in private for domain in source.domains}
    served = {source.served_at for source in private if source.served_at}
    hosts |= {address.partition(":")[0] for address in served}
    return {
        "USER_AGENT": user_agent,
        "DEFAULT_REQUEST_HEADERS": {
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            "Accept-Language": "vi,en;q=0.5",
            "Accept-Encoding": ACCEPTED,
        },
        "ROBOTSTXT_OBEY": True,
        "DOWNLOADER_MIDDLEWARES": {
            f"{_MIDDLEWARES}.robotstxt.RobotsTxtMiddleware": None,
            "crawler.gate.RobotsGate": 100,
            f"{_MIDDLEWARES}.offsite.OffsiteMiddleware": None,
            f"{_MIDDLEWARES}.retry.RetryMiddleware": None,
            f"{_MIDDLEWARES}.redirect.MetaRefreshMiddleware": None,
            f"{_MIDDLEWARES}.redirect.RedirectMiddleware": None,
            f"{_MIDDLEWARES}.httpcompression.HttpCompressionMiddleware": None,
            f"{_MIDDLEWARES}.httpauth.HttpAuthMiddleware": None,
            f"{_MIDDLEWARES}.httpproxy.HttpProxyMiddleware": None,
            f"{_MIDDLEWARES}.httpcache.HttpCacheMiddleware": None,
            f"{_MIDDLEWARES}.stats.DownloaderStats": None,
        },
        "SPIDER_MIDDLEWARES": {
            "scrapy.spidermiddlewares.httperror.HttpErrorMiddleware": None,
            "scrapy.spidermiddlewares.referer.RefererMiddleware": None,
            "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware": None,
            "scrapy.spidermiddlewares.depth.DepthMiddleware": None,
            "scrapy.spidermiddlewares.metacopy.MetaCopyDetectionMiddleware": None,
        },
        "COOKIES_ENABLED": False,
        "REFERER_ENABLED": False,
        "DOWNLOAD_HANDLERS": {
            "http": "crawler.handler.ServedAtHandler",
            "https": "crawler.handler.ServedAtHandler",
            "data": None,
            "file": None,
            "ftp": None,
            "s3": None,
        },
        "DOWNLOAD_MAXSIZE": MAX_BODY,
        "DOWNLOAD_WARNSIZE": 0,
        "DOWNLOAD_TIMEOUT": TIMEOUT,
        "DOWNLOAD_FAIL_ON_DATALOSS": True,
        "DOWNLOAD_VERIFY_CERTIFICATES": True,
        "DOWNLOAD_DELAY": 0,
        "CONCURRENT_REQUESTS": MOST_AT_ONCE,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
        "CONCURRENT_ITEMS": 1,  # none are made, and Scrapy starts as many tasks for each answer
        "TWISTED_DNS_RESOLVER": "crawler.guard.GuardedResolver",
        PRIVATE_HOSTS_SETTING: sorted(hosts),
        SERVED_AT_SETTING: {
            domain: source.served_at for source in private if source.served_at for domain in _netlocs(source)
        },
        "TELNETCONSOLE_ENABLED": False,
        "REMOTE_CONTROL_ENABLED": False,
        "EXTENSIONS": {
            "scrapy.extensions.telnet.TelnetConsole": None,
            "scrapy.extensions.remote_control.RemoteControl": None,
            "scrapy.extensions.memusage.MemoryUsage": None,
            "scrapy.extensions.feedexport.FeedExporter": None,
            "scrapy.extensions.logstats.LogStats": None,
            "scrapy.extensions.throttle.AutoThrottle": None,
        },
        "LOG_ENABLED": False,
        "LOG_INSTALL_ROOT_HANDLER": False,
        "LOG_LEVEL": "WARNING",
        "STATS_DUMP": False,
    }


def _netlocs(source: Source) -> list[str]:
    return sorted({name for domain in source.domains for name in (domain, f"www.{domain}")})
