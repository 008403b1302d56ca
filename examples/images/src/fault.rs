//! What can be wrong with an image.

use pintle::ErrorKind;

/// It cannot be read.
pub static INVALID: ErrorKind = ErrorKind {
    code: "ERR_IMAGES_INVALID",
    summary: "The image is damaged, or neither PNG nor JPEG.",
    fix: "Pass a PNG or a JPEG that other programs can open.",
};

/// It is too large.
pub static TOO_LARGE: ErrorKind = ErrorKind {
    code: "ERR_IMAGES_TOO_LARGE",
    summary: "The image has more pixels than the call allows.",
    fix: "Pass a larger `maxPixels` if you trust where the image comes from.",
};
