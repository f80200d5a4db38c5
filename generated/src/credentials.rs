//! What a caller shows.

use super::runtime::credentials::{Credential, key_from_env};
use super::runtime::{Error, ErrorKind, Secret};

/// Credentials, for one security scheme or several.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Credentials {
    /// Index of the scheme, and what is shown for it.
    held: Vec<(usize, Credential)>,
}

impl Credentials {
    /// Signs each request with an access key (AK) and its secret key (SK). A temporary key pair comes with a security token that is sent
    /// along. The clock of the caller may be off by 15 minutes at most.
    #[must_use]
    pub fn ak_sk(access_key: impl Into<String>, secret_key: impl Into<Secret>) -> Self {
        Self { held: vec![(0, Credential::Key(access_key.into(), secret_key.into(), None))] }
    }

    /// A user token from the identity service (IAM), which returns it in the header `X-Subject-Token` of its reply.
    #[must_use]
    pub fn auth_token(token: impl Into<Secret>) -> Self {
        Self { held: vec![(1, Credential::Token(token.into()))] }
    }

    /// The same signing key, with the security token that came with it.
    #[must_use]
    pub fn with_security_token(mut self, token: impl Into<Secret>) -> Self {
        let token = token.into();
        for (_, credential) in &mut self.held {
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
        let mut held = Vec::new();
        if let Some(key) = key_from_env(&["HUAWEICLOUD_SDK_AK", "CLOUD_SDK_AK"], &["HUAWEICLOUD_SDK_SK", "CLOUD_SDK_SK"], &["HUAWEICLOUD_SDK_SECURITY_TOKEN"])? {
            held.push((0, key));
        }
        if held.is_empty() {
            return Err(Error::new(ErrorKind::Credentials, "none of these environment variables holds credentials: HUAWEICLOUD_SDK_AK, HUAWEICLOUD_SDK_SK, HUAWEICLOUD_SDK_SECURITY_TOKEN"));
        }
        Ok(Self { held })
    }

    /// The same from a profile file: the section `[basic]` of `~/.huaweicloud/credentials`, or of the file that `HUAWEICLOUD_SDK_CREDENTIALS_FILE` names.
    ///
    /// Values: `ak`, `sk`, `security_token`.
    ///
    /// # Errors
    ///
    /// There is no such file or section, or a part of the credential is missing.
    pub fn from_profile() -> Result<Self, Error> {
        let variable = "HUAWEICLOUD_SDK_CREDENTIALS_FILE";
        let mut profile = super::runtime::profile::Profile::read("~/.huaweicloud/credentials", variable, "basic")?;
        let credential = profile.key("ak", "sk", "security_token")?;
        let credential = credential.ok_or_else(|| Error::new(ErrorKind::Credentials, "the profile file holds no credentials"))?;
        Ok(Self { held: vec![(0, credential)] })
    }

    /// These credentials and those of `other`, for calls that need both. Of two for one scheme, the later counts.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.held.retain(|(scheme, _)| other.get(*scheme).is_none());
        self.held.extend(other.held);
        self
    }

    pub(crate) fn get(&self, scheme: usize) -> Option<&Credential> {
        self.held.iter().find(|(held, _)| *held == scheme).map(|(_, credential)| credential)
    }
}
