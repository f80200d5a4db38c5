//! Regions: which of a service's addresses is used.

use std::borrow::Cow;
use std::fmt;

/// A region.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Region(Cow<'static, str>);

impl Region {
    /// `cn-north-2`.
    pub const CN_NORTH_2: Self = Self(Cow::Borrowed("cn-north-2"));
    /// `cn-north-4`: Beijing.
    pub const CN_NORTH_4: Self = Self(Cow::Borrowed("cn-north-4"));
    /// `cn-north-9`: Ulanqab.
    pub const CN_NORTH_9: Self = Self(Cow::Borrowed("cn-north-9"));
    /// `cn-north-11`.
    pub const CN_NORTH_11: Self = Self(Cow::Borrowed("cn-north-11"));
    /// `cn-east-3`: Shanghai.
    pub const CN_EAST_3: Self = Self(Cow::Borrowed("cn-east-3"));
    /// `cn-east-5`.
    pub const CN_EAST_5: Self = Self(Cow::Borrowed("cn-east-5"));
    /// `cn-south-1`: Guangzhou.
    pub const CN_SOUTH_1: Self = Self(Cow::Borrowed("cn-south-1"));
    /// `cn-south-4`.
    pub const CN_SOUTH_4: Self = Self(Cow::Borrowed("cn-south-4"));
    /// `cn-southwest-2`: Guiyang.
    pub const CN_SOUTHWEST_2: Self = Self(Cow::Borrowed("cn-southwest-2"));
    /// `cn-southwest-3`.
    pub const CN_SOUTHWEST_3: Self = Self(Cow::Borrowed("cn-southwest-3"));
    /// `ap-southeast-1`: Hong Kong.
    pub const AP_SOUTHEAST_1: Self = Self(Cow::Borrowed("ap-southeast-1"));
    /// `ap-southeast-2`: Bangkok.
    pub const AP_SOUTHEAST_2: Self = Self(Cow::Borrowed("ap-southeast-2"));
    /// `ap-southeast-3`: Singapore.
    pub const AP_SOUTHEAST_3: Self = Self(Cow::Borrowed("ap-southeast-3"));
    /// `ap-southeast-4`: Jakarta.
    pub const AP_SOUTHEAST_4: Self = Self(Cow::Borrowed("ap-southeast-4"));
    /// `af-south-1`: Johannesburg.
    pub const AF_SOUTH_1: Self = Self(Cow::Borrowed("af-south-1"));
    /// `la-north-2`: Mexico City.
    pub const LA_NORTH_2: Self = Self(Cow::Borrowed("la-north-2"));
    /// `sa-brazil-1`: São Paulo.
    pub const SA_BRAZIL_1: Self = Self(Cow::Borrowed("sa-brazil-1"));
    /// `me-east-1`: Riyadh.
    pub const ME_EAST_1: Self = Self(Cow::Borrowed("me-east-1"));
    /// `tr-west-1`: Istanbul.
    pub const TR_WEST_1: Self = Self(Cow::Borrowed("tr-west-1"));
    /// `ru-northwest-2`.
    pub const RU_NORTHWEST_2: Self = Self(Cow::Borrowed("ru-northwest-2"));
    /// `cn-north-12`.
    pub const CN_NORTH_12: Self = Self(Cow::Borrowed("cn-north-12"));
    /// `cn-east-2`: Shanghai.
    pub const CN_EAST_2: Self = Self(Cow::Borrowed("cn-east-2"));
    /// `cn-east-4`.
    pub const CN_EAST_4: Self = Self(Cow::Borrowed("cn-east-4"));
    /// `cn-south-2`: Shenzhen.
    pub const CN_SOUTH_2: Self = Self(Cow::Borrowed("cn-south-2"));
    /// `ap-southeast-5`: Manila.
    pub const AP_SOUTHEAST_5: Self = Self(Cow::Borrowed("ap-southeast-5"));
    /// `af-north-1`: Cairo.
    pub const AF_NORTH_1: Self = Self(Cow::Borrowed("af-north-1"));
    /// `la-south-2`: Santiago.
    pub const LA_SOUTH_2: Self = Self(Cow::Borrowed("la-south-2"));

    /// The region of an id, also one that this version does not list. Whether a service is in it shows when the service is called.
    #[must_use]
    pub fn from_id(id: &str) -> Self {
        Self(Cow::Owned(id.to_owned()))
    }

    /// Its id.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Region {
    fn from(id: &str) -> Self {
        Self::from_id(id)
    }
}

impl From<String> for Region {
    fn from(id: String) -> Self {
        Self(Cow::Owned(id))
    }
}

impl fmt::Display for Region {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
