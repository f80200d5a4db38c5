//! What the client knows of its API as a whole.

use super::runtime::lookup::Lookup;
#[cfg(feature = "metadata")]
use super::runtime::metadata::{Metadata, Session};
use super::runtime::operation::{Api, ErrorNames, Mechanism, Operation, Scheme, Service, Setting};

pub(crate) static API: Api = Api {
    headers: &[("Content-Type", "application/json")],
    settings: &[
        Setting {
            name: "project_id",
            env: &["HUAWEICLOUD_SDK_PROJECT_ID"],
        },
    ],
    services: &[
        Service {
            name: "taurusdb",
            env: Some("HUAWEICLOUD_SDK_REGION_GAUSSDB_{REGION}"),
            address: "",
            regions: &[
                ("cn-north-2", "https://gaussdb.cn-north-2.myhuaweicloud.com"),
                ("cn-north-4", "https://gaussdb.cn-north-4.myhuaweicloud.com"),
                ("cn-north-9", "https://gaussdb.cn-north-9.myhuaweicloud.com"),
                ("cn-north-11", "https://gaussdbformysql.cn-north-11.myhuaweicloud.com"),
                ("cn-east-3", "https://gaussdb.cn-east-3.myhuaweicloud.com"),
                ("cn-east-5", "https://gaussdb-mysql.cn-east-5.myhuaweicloud.com"),
                ("cn-south-1", "https://gaussdb.cn-south-1.myhuaweicloud.com"),
                ("cn-south-4", "https://gaussdb.cn-south-4.myhuaweicloud.com"),
                ("cn-southwest-2", "https://gaussdb.cn-southwest-2.myhuaweicloud.com"),
                (
                    "cn-southwest-3",
                    "https://gaussdb-mysql.cn-southwest-3.myhuaweicloud.com",
                ),
                (
                    "ap-southeast-1",
                    "https://gaussdbformysql.ap-southeast-1.myhuaweicloud.com",
                ),
                (
                    "ap-southeast-2",
                    "https://gaussdbformysql.ap-southeast-2.myhuaweicloud.com",
                ),
                ("ap-southeast-3", "https://gaussdb.ap-southeast-3.myhuaweicloud.com"),
                ("ap-southeast-4", "https://gaussdb.ap-southeast-4.myhuaweicloud.com"),
                ("af-south-1", "https://gaussdb-mysql.af-south-1.myhuaweicloud.com"),
                ("la-north-2", "https://gaussdb-mysql.la-north-2.myhuaweicloud.com"),
                ("sa-brazil-1", "https://gaussdb.sa-brazil-1.myhuaweicloud.com"),
                ("me-east-1", "https://gaussdbformysql.me-east-1.myhuaweicloud.com"),
                ("tr-west-1", "https://gaussdbformysql.tr-west-1.myhuaweicloud.com"),
                ("ru-northwest-2", "https://gaussdb.ru-northwest-2.myhuaweicloud.com"),
            ],
        },
        Service {
            name: "gaussdb",
            env: Some("HUAWEICLOUD_SDK_REGION_GAUSSDBFOROPENGAUSS_{REGION}"),
            address: "",
            regions: &[
                ("cn-north-2", "https://gaussdb-opengauss.cn-north-2.myhuaweicloud.com"),
                ("cn-north-4", "https://gaussdb-opengauss.cn-north-4.myhuaweicloud.com"),
                ("cn-north-9", "https://gaussdb-opengauss.cn-north-9.myhuaweicloud.com"),
                ("cn-north-12", "https://gaussdb.cn-north-12.myhuaweicloud.com"),
                ("cn-east-2", "https://gaussdb.cn-east-2.myhuaweicloud.com"),
                ("cn-east-3", "https://gaussdb-opengauss.cn-east-3.myhuaweicloud.com"),
                ("cn-east-4", "https://gaussdb.cn-east-4.myhuaweicloud.com"),
                ("cn-east-5", "https://gaussdb.cn-east-5.myhuaweicloud.com"),
                ("cn-south-1", "https://gaussdb-opengauss.cn-south-1.myhuaweicloud.com"),
                ("cn-south-2", "https://gaussdb-opengauss.cn-south-2.myhuaweicloud.com"),
                ("cn-south-4", "https://gaussdb-opengauss.cn-south-4.myhuaweicloud.com"),
                (
                    "cn-southwest-2",
                    "https://gaussdb-opengauss.cn-southwest-2.myhuaweicloud.com",
                ),
                (
                    "ap-southeast-1",
                    "https://gaussdb-opengauss.ap-southeast-1.myhuaweicloud.com",
                ),
                (
                    "ap-southeast-2",
                    "https://gaussdb-opengauss.ap-southeast-2.myhuaweicloud.com",
                ),
                (
                    "ap-southeast-3",
                    "https://gaussdb-opengauss.ap-southeast-3.myhuaweicloud.com",
                ),
                (
                    "ap-southeast-4",
                    "https://gaussdb-opengauss.ap-southeast-4.myhuaweicloud.com",
                ),
                ("ap-southeast-5", "https://gaussdb.ap-southeast-5.myhuaweicloud.com"),
                ("af-north-1", "https://gaussdb.af-north-1.myhuaweicloud.com"),
                ("af-south-1", "https://gaussdb-opengauss.af-south-1.myhuaweicloud.com"),
                ("la-north-2", "https://gaussdb-opengauss.la-north-2.myhuaweicloud.com"),
                ("la-south-2", "https://gaussdb-opengauss.la-south-2.myhuaweicloud.com"),
                (
                    "sa-brazil-1",
                    "https://gaussdb-opengauss.sa-brazil-1.myhuaweicloud.com",
                ),
                ("me-east-1", "https://gaussdb.me-east-1.myhuaweicloud.com"),
                ("tr-west-1", "https://gaussdb.tr-west-1.myhuaweicloud.com"),
                (
                    "ru-northwest-2",
                    "https://gaussdb-opengauss.ru-northwest-2.myhuaweicloud.com",
                ),
            ],
        },
    ],
    schemes: &[
        Scheme {
            name: "AkSk",
            mechanism: Mechanism::Signature,
            headers: &[("X-Project-Id", "{project_id}")],
        },
        Scheme {
            name: "AuthToken",
            mechanism: Mechanism::Header("X-Auth-Token"),
            headers: &[],
        },
    ],
    errors: ErrorNames {
        code: &["error_code", "errorCode", "code"],
        message: &["error_msg", "errorMsg", "message"],
        detail: &["encoded_authorization_message"],
        throttled: &["APIGW.0308"],
        request_id: Some("X-Request-Id"),
    },
};

#[cfg(feature = "metadata")]
pub(crate) static AK_SK_METADATA: Metadata = Metadata {
    url: "http://169.254.169.254/openstack/latest/securitykey",
    session: Some(Session {
        url: "http://169.254.169.254/meta-data/latest/api/token",
        ttl: ("X-Metadata-Token-Ttl-Seconds", "21600"),
        header: "X-Metadata-Token",
    }),
    parts: &[
        &["credential", "access"],
        &["credential", "secret"],
        &["credential", "securitytoken"],
    ],
    expires: &["credential", "expires_at"],
};

pub(crate) static LOOK_UP_PROJECT_ID: Lookup = Lookup {
    setting: "project_id",
    api: Api {
        headers: &[],
        settings: &[],
        services: &[
            Service {
                name: "iam",
                env: Some("HUAWEICLOUD_SDK_REGION_IAM_{REGION}"),
                address: "https://iam.{region}.myhuaweicloud.com",
                regions: &[],
            },
        ],
        schemes: API.schemes,
        errors: API.errors,
    },
    operation: Operation {
        name: "iam.look_up_project_id",
        start: "/v3/projects",
        security: &[&[0], &[1]],
        ..Operation::USUAL
    },
    query: &[("name", "{region}")],
    items: &["projects"],
    value: "id",
};
