//! What a caller shows.

use std::sync::Arc;

use super::runtime::chain::Chain;
use super::runtime::credentials::{Credential, key_from_env};
use super::runtime::{Error, ErrorKind, Secret};

/// Credentials, for one security scheme or several.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Credentials {
    /// Index of the scheme, and what is shown for it.
    held: Arc<Vec<(usize, Credential)>>,
    /// Settings of the client that came with them: the index of each, and its value.
    settings: Vec<(usize, String)>,
}

impl Credentials {
    /// Signs each request with an access key (AK) and its secret key (SK). A temporary key pair comes with a security token that is sent
    /// along. The clock of the caller may be off by 15 minutes at most.
    #[must_use]
    pub fn ak_sk(access_key: impl Into<String>, secret_key: impl Into<Secret>) -> Self {
        Self::of(0, Credential::Key(access_key.into(), secret_key.into(), None))
    }

    /// A user token from the identity service (IAM), which returns it in the header `X-Subject-Token` of its reply.
    #[must_use]
    pub fn auth_token(token: impl Into<Secret>) -> Self {
        Self::of(1, Credential::Token(token.into()))
    }

    /// The same signing key, with the security token that came with it.
    #[must_use]
    pub fn with_security_token(mut self, token: impl Into<Secret>) -> Self {
        let token = token.into();
        for (_, credential) in Arc::make_mut(&mut self.held) {
            if let Credential::Key(_, _, security_token) = credential {
                *security_token = Some(token.clone());
            }
        }
        self
    }

    /// Credentials from the environment, for each scheme whose variables are set:
    /// `HUAWEICLOUD_SDK_AK`, else `CLOUD_SDK_AK`;
    /// `HUAWEICLOUD_SDK_SK`, else `CLOUD_SDK_SK`;
    /// `HUAWEICLOUD_SDK_SECURITY_TOKEN`;
    /// empty variables count as not set.
    ///
    /// # Errors
    ///
    /// None of the variables are set, or a part of a credential is missing.
    pub fn from_env() -> Result<Self, Error> {
        Self::find_env()?.ok_or_else(|| Error::new(ErrorKind::Credentials, "none of these environment variables holds credentials: HUAWEICLOUD_SDK_AK, HUAWEICLOUD_SDK_SK, HUAWEICLOUD_SDK_SECURITY_TOKEN"))
    }

    /// The same; nothing if none of the variables are set.
    #[allow(clippy::unnecessary_wraps)] // A part of a credential may be missing, if it has parts.
    fn find_env() -> Result<Option<Self>, Error> {
        let mut held = Vec::new();
        if let Some(key) = key_from_env(&["HUAWEICLOUD_SDK_AK", "CLOUD_SDK_AK"], &["HUAWEICLOUD_SDK_SK", "CLOUD_SDK_SK"], &["HUAWEICLOUD_SDK_SECURITY_TOKEN"])? {
            held.push((0, key));
        }
        Ok((!held.is_empty()).then(|| Self { held: Arc::new(held), settings: Vec::new() }))
    }

    /// The same from a profile file: the section `[basic]` of `~/.huaweicloud/credentials`, or of the file that `HUAWEICLOUD_SDK_CREDENTIALS_FILE` names.
    ///
    /// Values: `ak`, `sk`, `security_token`.
    ///
    /// # Errors
    ///
    /// There is no such file or section, or a part of the credential is missing.
    pub fn from_profile() -> Result<Self, Error> {
        let profile = super::runtime::profile::Profile::read("~/.huaweicloud/credentials", "HUAWEICLOUD_SDK_CREDENTIALS_FILE", "basic")?;
        Self::find_profile_in(profile)?.ok_or_else(|| Error::new(ErrorKind::Credentials, "the profile file holds no credentials"))
    }

    /// The same; nothing if there is no such file or section, or none in it.
    fn find_profile() -> Result<Option<Self>, Error> {
        let profile = super::runtime::profile::Profile::find("~/.huaweicloud/credentials", "HUAWEICLOUD_SDK_CREDENTIALS_FILE", "basic")?;
        profile.map_or(Ok(None), Self::find_profile_in)
    }

    fn find_profile_in(mut profile: super::runtime::profile::Profile) -> Result<Option<Self>, Error> {
        let settings = [(0, profile.setting("project_id"))];
        let credential = profile.key("ak", "sk", "security_token")?;
        let settings = settings.into_iter().filter_map(|(index, value)| Some((index, value?))).collect();
        Ok(credential.map(|credential| Self { settings, ..Self::of(0, credential) }))
    }

    /// Those that were lent to the machine that the program runs on: its metadata service at `http://169.254.169.254/openstack/latest/securitykey` is asked for them
    /// when they are needed, and before they end. It has to be asked without a proxy: `Reqwest::builder().without_proxy()`.
    #[cfg(feature = "metadata")]
    pub fn from_metadata(transport: impl super::runtime::transport::Transport + 'static) -> super::runtime::refresh::Refreshing {
        super::runtime::metadata::refreshing(&super::description::AK_SK_METADATA, 0, transport)
    }

    /// Credentials from the first place that has any: the environment, then a profile file. Providers can follow with [`Chain::then`], such as `from_metadata`.
    ///
    /// # Errors
    ///
    /// A place has a part of a credential only, or cannot be read.
    pub fn chain() -> Result<Chain, Error> {
        let chain = Chain::default();
        let chain = chain.read("the environment", Self::find_env)?;
        let chain = chain.read("~/.huaweicloud/credentials", Self::find_profile)?;
        Ok(chain)
    }

    /// These credentials and those of `other`, for calls that need both. Of two for one scheme, the later counts.
    #[must_use]
    #[inline]
    pub fn and(mut self, other: Self) -> Self {
        let held = Arc::make_mut(&mut self.held);
        held.retain(|(scheme, _)| other.get(*scheme).is_none());
        held.extend(Arc::unwrap_or_clone(other.held));
        self.settings.splice(0..0, other.settings);
        self
    }

    /// Those of one scheme.
    #[allow(dead_code)] // There may be no schemes.
    pub(crate) fn of(scheme: usize, credential: Credential) -> Self {
        Self { held: Arc::new(vec![(scheme, credential)]), settings: Vec::new() }
    }

    /// Settings of the client that came with them.
    pub(crate) fn settings(&self) -> &[(usize, String)] {
        &self.settings
    }

    pub(crate) fn get(&self, scheme: usize) -> Option<&Credential> {
        self.held.iter().find(|(held, _)| *held == scheme).map(|(_, credential)| credential)
    }
}
