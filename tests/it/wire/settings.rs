//! Settings of a client: addresses, regions, the environment, and what is missing.

use std::fs;
use std::process::Command;

use huaweicloud_gaussdb::transport::BoxFuture;
use huaweicloud_gaussdb::{Client, ClientBuilder, Credentials, Error, ErrorKind, ProvideCredentials, Region, Retry, Service};

use super::server::{Answer, Server};
use super::{GAUSSDB, HTAP, PROJECT, TAURUSDB, TOKEN, at};

fn failure(builder: ClientBuilder) -> (ErrorKind, String) {
    let error = builder.build().unwrap_err();
    (error.kind(), error.to_string())
}

/// Where the client would send a call of each service.
fn addresses(client: &Client) -> [Result<String, String>; 2] {
    let taurusdb = client.taurusdb().list_htap_instance_info("i").project_id("p").to_request();
    let gaussdb = client.gaussdb().show_session_overview("i").project_id("p").to_request();
    [taurusdb, gaussdb].map(|request| match request {
        Ok(request) => Ok(request.uri().to_string()),
        Err(error) => Err(error.to_string()),
    })
}

#[test]
fn a_region_has_an_address_for_each_service() {
    let cases = [
        (Region::CN_NORTH_4, "gaussdb.cn-north-4", "gaussdb-opengauss.cn-north-4"),
        (Region::AP_SOUTHEAST_1, "gaussdbformysql.ap-southeast-1", "gaussdb-opengauss.ap-southeast-1"),
        // The same prefix is one product here and the other one there.
        (Region::CN_EAST_5, "gaussdb-mysql.cn-east-5", "gaussdb.cn-east-5"),
        (Region::ME_EAST_1, "gaussdbformysql.me-east-1", "gaussdb.me-east-1"),
        ("ru-northwest-2".into(), "gaussdb.ru-northwest-2", "gaussdb-opengauss.ru-northwest-2"),
    ];
    for (region, taurusdb, gaussdb) in cases {
        let client = Client::builder().region(region).build().unwrap();
        let expected = [
            Ok(format!("https://{taurusdb}.myhuaweicloud.com/v3/p/instances/i/htap")),
            Ok(format!("https://{gaussdb}.myhuaweicloud.com/v3/p/instances/i/session-overview")),
        ];
        assert_eq!(addresses(&client), expected);
    }
}

#[test]
fn a_region_that_a_service_lacks_is_an_error_that_lists_those_it_has() {
    let [taurusdb, gaussdb] = addresses(&Client::builder().region(Region::CN_NORTH_11).build().unwrap());
    assert!(taurusdb.is_ok());
    let expected = "gaussdb.show_session_overview: region: gaussdb is not in \"cn-north-11\"; it is in cn-north-2, cn-north-4, cn-north-9, cn-north-12, cn-east-2, cn-east-3, \
                    cn-east-4, cn-east-5, cn-south-1, cn-south-2, cn-south-4, cn-southwest-2, ap-southeast-1, ap-southeast-2, ap-southeast-3, \
                    ap-southeast-4, ap-southeast-5, af-north-1, af-south-1, la-north-2, la-south-2, sa-brazil-1, me-east-1, tr-west-1, \
                    ru-northwest-2";
    assert_eq!(gaussdb, Err(expected.to_owned()));
    let [taurusdb, gaussdb] = addresses(&Client::builder().region(Region::CN_EAST_2).build().unwrap());
    assert!(
        taurusdb
            .unwrap_err()
            .starts_with("taurusdb.list_htap_instance_info: region: taurusdb is not in \"cn-east-2\"; it is in cn-north-2, cn-north-4, ")
    );
    assert!(gaussdb.is_ok());
    let (kind, text) = failure(Client::builder().region(Region::from_id("mars-1")));
    assert_eq!(kind, ErrorKind::Config);
    assert!(text.starts_with("region: ") && text.contains("\"mars-1\"") && text.contains("cn-north-4"), "{text}");
    // An address makes up for it.
    let builder = Client::builder().region(Region::from_id("mars-1")).endpoint(Service::Gaussdb, "https://gaussdb.mars.example");
    assert_eq!(addresses(&builder.build().unwrap())[1].as_ref().unwrap(), "https://gaussdb.mars.example/v3/p/instances/i/session-overview");
}

#[test]
fn an_address_is_checked() {
    let cases = [
        ("http://gaussdb.example", "allow_http(true)"),
        ("HTTP://gaussdb.example", "allow_http(true)"),
        ("ftp://gaussdb.example", "https://"),
        ("javascript:alert(1)", "endpoint of gaussdb"),
        ("gaussdb.example", "https://"),
        ("/v3", "https://"),
        ("", "endpoint of gaussdb"),
        ("https://", "endpoint of gaussdb"),
        ("https://gaussdb.example?x=1", "query"),
        ("https://gaussdb.example:", "port"),
        ("https://gaussdb.example:65536", "port"),
        ("https://gaussdb.example/a\\b", "percent-encoded"),
        ("https://gaussdb.example/\u{e9}", "percent-encoded"),
        ("https://gaussdb.example/#x", "fragment"),
        ("https://user:canary@gaussdb.example", "no user"),
        ("https://canary@gaussdb.example", "no user"),
        ("https://gaussdb.example/a b", "endpoint of gaussdb"),
        ("https://gaussdb.example\r\n", "endpoint of gaussdb"),
        ("https://gaussdb.example/../x", "endpoint of gaussdb"),
        ("https://gaussdb.example/a/%2e%2E/x", "endpoint of gaussdb"),
    ];
    for (address, reason) in cases {
        let (kind, text) = failure(Client::builder().region(Region::CN_NORTH_4).endpoint(Service::Gaussdb, address));
        assert_eq!(kind, ErrorKind::Config);
        assert!(text.starts_with("endpoint of gaussdb: ") && text.contains(reason), "{address:?}: {text}");
        assert!(!text.contains("canary"), "{text}");
    }
    let (kind, text) = failure(Client::builder());
    assert_eq!((kind, text.contains("region") && text.contains("endpoint")), (ErrorKind::Config, true), "{text}");
}

#[test]
fn an_address_is_put_into_its_usual_form() {
    let cases = [
        ("https://gaussdb.example:443/", "https://gaussdb.example"),
        ("https://gaussdb.example:8443", "https://gaussdb.example:8443"),
        ("HTTPS://GaussDB.Example/A//", "https://gaussdb.example/A"),
        ("http://gaussdb.example:80", "http://gaussdb.example"),
        ("http://gaussdb.example:443/x", "http://gaussdb.example:443/x"),
        ("https://[::1]:9/x", "https://[::1]:9/x"),
        ("https://gaussdb.example:0443", "https://gaussdb.example"),
    ];
    for (address, expected) in cases {
        let client = at(address).build().unwrap();
        assert_eq!(addresses(&client)[0], Ok(format!("{expected}/v3/p/instances/i/htap")));
    }
}

#[tokio::test]
async fn an_address_replaces_that_of_the_region_for_one_service() {
    let server = Server::with([Answer::json(200, "{}")]).await;
    let builder = Client::builder().region(Region::CN_NORTH_4).allow_http(true).project_id("p").credentials(Credentials::auth_token(TOKEN));
    let builder = builder.transport(super::transport()).endpoint(Service::Gaussdb, "https://wrong.example");
    let client = builder.endpoint(Service::Gaussdb, server.url()).build().unwrap();
    assert_eq!(addresses(&client)[0].as_ref().unwrap(), "https://gaussdb.cn-north-4.myhuaweicloud.com/v3/p/instances/i/htap");
    client.gaussdb().show_session_overview(GAUSSDB).await.unwrap();
    assert_eq!(server.targets(), [format!("/v3/p/instances/{GAUSSDB}/session-overview")]);
}

/// The call of a client that cannot send it.
async fn unsent(client: Client) -> (ErrorKind, String) {
    let error = client.taurusdb().show_htap_process_list(HTAP).await.unwrap_err();
    assert_eq!(error.attempts(), 0);
    (error.kind(), error.to_string())
}

#[tokio::test]
async fn missing_credentials_are_an_error_that_names_the_schemes() {
    let expected = "taurusdb.show_htap_process_list: this call needs credentials: AkSk, or AuthToken";
    for builder in [at("https://127.0.0.1:1"), at("https://127.0.0.1:1").credentials(Credentials::default())] {
        assert_eq!(unsent(builder.build().unwrap()).await, (ErrorKind::Credentials, expected.to_owned()));
    }
}

struct Broken;

impl ProvideCredentials for Broken {
    fn credentials(&self) -> BoxFuture<'_, Result<Credentials, Error>> {
        Box::pin(async { Err(Error::new(ErrorKind::Credentials, "the vault is closed").caused_by("no quorum")) })
    }
}

#[tokio::test]
async fn the_error_of_a_provider_is_passed_on() {
    let client = at("https://127.0.0.1:1").credentials_provider(Broken).build().unwrap();
    let error = client.taurusdb().show_htap_process_list(HTAP).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Credentials, 0));
    assert_eq!(super::chain(&error), "taurusdb.show_htap_process_list: the vault is closed: no quorum");
}

// The environment belongs to the whole process, so each of these runs in one of its own.

const NAMES: [&str; 15] = [
    "HUAWEICLOUD_SDK_CREDENTIALS_FILE",
    "http_proxy",
    "HTTP_PROXY",
    "https_proxy",
    "HTTPS_PROXY",
    "all_proxy",
    "ALL_PROXY",
    "HUAWEICLOUD_SDK_AK",
    "HUAWEICLOUD_SDK_SK",
    "HUAWEICLOUD_SDK_SECURITY_TOKEN",
    "HUAWEICLOUD_SDK_PROJECT_ID",
    "CLOUD_SDK_AK",
    "CLOUD_SDK_SK",
    "HUAWEICLOUD_SDK_REGION_GAUSSDB_CN_NORTH_4",
    "HUAWEICLOUD_SDK_REGION_GAUSSDBFOROPENGAUSS_CN_NORTH_4",
];

/// Runs one of the ignored tests below with these variables and no others of ours.
fn run_with(variables: &[(&str, &str)], test: &str) {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--ignored", "--exact", &format!("wire::settings::child::{test}")]);
    for name in NAMES {
        command.env_remove(name);
    }
    let output = command.envs(variables.iter().copied()).output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && text.contains("1 passed"), "{text}");
}

#[test]
fn the_environment_names_addresses() {
    let variables = [
        ("HUAWEICLOUD_SDK_REGION_GAUSSDB_CN_NORTH_4", "https://taurusdb.example/a/"),
        ("HUAWEICLOUD_SDK_REGION_GAUSSDBFOROPENGAUSS_CN_NORTH_4", "http://gaussdb.example"),
    ];
    run_with(&variables, "addresses_come_from_the_environment");
}

#[test]
fn the_environment_has_credentials() {
    let variables = [
        ("HUAWEICLOUD_SDK_AK", "ak"),
        ("HUAWEICLOUD_SDK_SK", "sk"),
        ("HUAWEICLOUD_SDK_SECURITY_TOKEN", "token"),
        ("HUAWEICLOUD_SDK_PROJECT_ID", PROJECT),
        ("CLOUD_SDK_AK", "other"),
        ("CLOUD_SDK_SK", "other"),
    ];
    run_with(&variables, "credentials_come_from_the_environment");
    run_with(&[("CLOUD_SDK_AK", "ak"), ("CLOUD_SDK_SK", "sk"), ("HUAWEICLOUD_SDK_AK", "")], "credentials_come_from_the_older_names");
    run_with(&[("HUAWEICLOUD_SDK_AK", "ak"), ("HUAWEICLOUD_SDK_PROJECT_ID", "")], "half_a_key_pair_and_no_project_are_errors");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_environment_names_proxies() {
    let proxy = Server::with([Answer::json(200, r#"{"active_num": "1"}"#)]).await;
    run_with(&[("http_proxy", &proxy.url()), ("no_proxy", "")], "proxies_come_from_the_environment");
    assert_eq!(proxy.targets(), [format!("http://gaussdb.invalid/v3/{PROJECT}/instances/{GAUSSDB}/session-overview")]);
}

/// That of TLS alone, and not for all hosts: other addresses are asked themselves, which nobody answers.
#[tokio::test(flavor = "multi_thread")]
async fn each_scheme_has_a_proxy_of_its_own() {
    let proxy = Server::with([Answer::raw("HTTP/1.1 407 Proxy Authentication Required\r\nconnection: close\r\n\r\n")]).await;
    run_with(&[("https_proxy", &proxy.url()), ("no_proxy", "example.invalid")], "calls_go_through_the_proxy_of_their_scheme");
    let asked: Vec<_> = proxy.requests().into_iter().map(|request| (request.method, request.target)).collect();
    assert_eq!(asked, [(); 2].map(|()| ("CONNECT".to_owned(), "gaussdb.invalid:443".to_owned())));
    // One of another kind is only in the way of what would go through it.
    run_with(&[("https_proxy", "socks5://127.0.0.1:1"), ("no_proxy", "example.invalid")], "calls_go_through_the_proxy_of_their_scheme");
}

const PROFILE: &str = "\u{feff}# Mine.\n[other]\nak = no\n\n [basic] # Mine, too.\nak = ak\n;sk = no\nsk=s=k/+\nsecurity_token =\n\nproject_id = p\n[global] ; Of others.\nak = no\nsk = no\n[open\nak = no\n";

#[test]
fn a_profile_file_has_credentials() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join(".huaweicloud/credentials");
    fs::create_dir(file.parent().unwrap()).unwrap();
    fs::write(&file, PROFILE).unwrap();
    run_with(&[("HOME", home.path().to_str().unwrap())], "credentials_come_from_a_profile");
    let elsewhere = home.path().join("elsewhere");
    fs::rename(&file, &elsewhere).unwrap();
    let variables = [("HOME", home.path().to_str().unwrap()), ("HUAWEICLOUD_SDK_CREDENTIALS_FILE", elsewhere.to_str().unwrap())];
    run_with(&variables, "credentials_come_from_a_profile");
    run_with(&variables[..1], "a_profile_that_is_not_there_is_an_error");
    fs::write(&elsewhere, "[basic]\nsk = s3cret\n").unwrap();
    run_with(&variables, "half_a_key_pair_in_a_profile_is_an_error");
}

/// What a future that is done at once gives.
fn wait<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(future)
}

mod child {
    use super::*;

    #[test]
    #[ignore = "runs in a process of its own"]
    fn credentials_come_from_a_profile() {
        let credentials = Credentials::from_profile().unwrap();
        // The project comes with them, and counts less than one that is set, before or after.
        let builder = Client::builder().region(Region::CN_NORTH_4);
        let path = |builder: ClientBuilder| {
            let request = builder.build().unwrap().taurusdb().list_htap_instance_info("i").to_request();
            request.unwrap().uri().path().to_owned()
        };
        assert_eq!(path(builder.clone().credentials(credentials.clone())), "/v3/p/instances/i/htap");
        assert_eq!(path(builder.clone().project_id("own").credentials(credentials.clone())), "/v3/own/instances/i/htap");
        assert_eq!(path(builder.credentials(credentials.clone()).project_id("own")), "/v3/own/instances/i/htap");
        assert_ne!(credentials, Credentials::ak_sk("ak", "s=k/+"));
        assert_eq!(wait(Credentials::chain().unwrap().credentials()).unwrap(), credentials);
        assert_eq!(format!("{:?}", credentials.and(Credentials::ak_sk("", ""))).matches("s=k").count(), 0);
    }

    #[test]
    #[ignore = "runs in a process of its own"]
    fn a_profile_that_is_not_there_is_an_error() {
        let error = Credentials::from_profile().unwrap_err();
        assert_eq!((error.kind(), error.to_string().as_str()), (ErrorKind::Credentials, "~/.huaweicloud/credentials: it cannot be read"));
        assert!(std::error::Error::source(&error).is_some());
        let error = wait(Credentials::chain().unwrap().credentials()).unwrap_err();
        assert_eq!(error.to_string(), "there are no credentials in the environment and ~/.huaweicloud/credentials");
    }

    #[test]
    #[ignore = "runs in a process of its own"]
    fn half_a_key_pair_in_a_profile_is_an_error() {
        let text = Credentials::from_profile().unwrap_err().to_string();
        assert!(text.ends_with("/elsewhere: it has `sk`, but not `ak`"), "{text}");
    }

    #[test]
    #[ignore = "runs in a process of its own"]
    fn addresses_come_from_the_environment() {
        let builder = Client::builder().region(Region::CN_NORTH_4);
        let [taurusdb, gaussdb] = addresses(&builder.clone().build().unwrap());
        assert_eq!(taurusdb.unwrap(), "https://taurusdb.example/a/v3/p/instances/i/htap");
        let text = gaussdb.unwrap_err();
        assert!(
            text.starts_with("gaussdb.show_session_overview: HUAWEICLOUD_SDK_REGION_GAUSSDBFOROPENGAUSS_CN_NORTH_4: ")
                && text.contains("allow_http"),
            "{text}"
        );
        let builder = builder.allow_http(true).endpoint(Service::Taurusdb, "https://given.example");
        let expected = ["https://given.example/v3/p/instances/i/htap", "http://gaussdb.example/v3/p/instances/i/session-overview"];
        assert_eq!(addresses(&builder.build().unwrap()).map(Result::unwrap), expected);
        // Another region has variables of its own.
        let other = Client::builder().region(Region::CN_NORTH_9).build().unwrap();
        assert_eq!(addresses(&other)[0].as_ref().unwrap(), "https://gaussdb.cn-north-9.myhuaweicloud.com/v3/p/instances/i/htap");
    }

    #[tokio::test]
    #[ignore = "runs in a process of its own"]
    async fn proxies_come_from_the_environment() {
        let builder = Client::builder().endpoint(Service::Gaussdb, "http://gaussdb.invalid").allow_http(true);
        let builder = builder.project_id(PROJECT).credentials(Credentials::auth_token(TOKEN));
        let overview = builder.clone().build().unwrap().gaussdb().show_session_overview(GAUSSDB).await.unwrap();
        assert_eq!(overview.active_num.as_deref(), Some("1"));
        let direct = builder.transport(super::super::transport()).build().unwrap();
        assert!(direct.gaussdb().show_session_overview(GAUSSDB).await.unwrap_err().is_connect());
    }

    #[tokio::test(flavor = "multi_thread")]
    #[ignore = "runs in a process of its own"]
    async fn calls_go_through_the_proxy_of_their_scheme() {
        for url in ["https://gaussdb.invalid", "http://gaussdb.invalid", "https://below.example.invalid"] {
            let builder =
                Client::builder().region(Region::CN_NORTH_4).endpoint(Service::Taurusdb, url).allow_http(true).project_id(PROJECT);
            let builder = builder.credentials(Credentials::auth_token(TOKEN)).retry(Retry::none());
            let one = builder.build().unwrap().taurusdb().show_htap_process_list(HTAP).await.unwrap_err();
            let builder = huaweicloud_gaussdb::blocking::Client::builder()
                .region(Region::CN_NORTH_4)
                .endpoint(Service::Taurusdb, url)
                .allow_http(true);
            let builder = builder.project_id(PROJECT).credentials(Credentials::auth_token(TOKEN)).retry(Retry::none());
            let other = builder.build().unwrap().taurusdb().show_htap_process_list(HTAP).send().unwrap_err();
            for error in [one, other] {
                assert!(matches!(error.kind(), ErrorKind::Connect | ErrorKind::Config), "{url}: {error:?}");
            }
        }
    }

    #[test]
    #[ignore = "runs in a process of its own"]
    fn credentials_come_from_the_environment() {
        assert_eq!(Credentials::from_env().unwrap(), Credentials::ak_sk("ak", "sk").with_security_token("token"));
        assert_eq!(wait(Credentials::chain().unwrap().credentials()).unwrap(), Credentials::from_env().unwrap());
        let client = Client::builder().region(Region::CN_NORTH_4).build().unwrap();
        let path = format!("/v3/{PROJECT}/instances/{TAURUSDB}/htap");
        assert_eq!(client.taurusdb().list_htap_instance_info(TAURUSDB).to_request().unwrap().uri().path(), path);
        let client = Client::builder().region(Region::CN_NORTH_4).project_id("p").build().unwrap();
        let request = client.taurusdb().list_htap_instance_info(TAURUSDB).to_request().unwrap();
        assert_eq!(request.uri().path(), format!("/v3/p/instances/{TAURUSDB}/htap"));
    }

    #[test]
    #[ignore = "runs in a process of its own"]
    fn credentials_come_from_the_older_names() {
        assert_eq!(Credentials::from_env().unwrap(), Credentials::ak_sk("ak", "sk"));
    }

    #[test]
    #[ignore = "runs in a process of its own"]
    fn half_a_key_pair_and_no_project_are_errors() {
        let error = Credentials::from_env().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Credentials);
        assert!(error.to_string().contains("HUAWEICLOUD_SDK_SK"), "{error}");
        // Who set one half means that place: the next is not looked at.
        assert_eq!(Credentials::chain().unwrap_err().to_string(), error.to_string());
        let client = Client::builder().region(Region::CN_NORTH_4).build().unwrap();
        let error = client.gaussdb().show_session_overview(GAUSSDB).to_request().unwrap_err();
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::InvalidRequest, 0));
        let expected = "gaussdb.show_session_overview: project_id: set it on the client or on this call";
        assert_eq!(error.to_string(), expected);
    }
}
