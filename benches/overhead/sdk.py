"""Microseconds of CPU that a call through the official SDK takes: sdk.py URL PROJECT INSTANCE CALLS"""

import sys
import time

from huaweicloudsdkcore.auth.credentials import BasicCredentials
from huaweicloudsdkgaussdb.v3 import GaussDBClient, ShowHtapProcessListRequest

url, project, instance, calls = sys.argv[1:]
credentials = BasicCredentials("AK", "SK", project)
client = GaussDBClient.new_builder().with_credentials(credentials).with_endpoint(url).build()


def call():
    request = ShowHtapProcessListRequest(instance_id=instance, limit="20", x_language="en-us")
    return len(client.show_htap_process_list(request).process_list)


assert call() == 20
before = time.process_time()
for _ in range(int(calls)):
    call()
print((time.process_time() - before) * 1e6 / int(calls))
