//! Reading images.

use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader};
use pintle::{Context, Data, Error};

use crate::{
    fault::{INVALID, TOO_LARGE},
    source::{Opened, Source},
};

/// How an image is encoded.
#[derive(Clone, Copy, Data)]
pub enum Format {
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
}

/// What the beginning of an image says.
pub struct Header {
    pub width: u32,
    pub height: u32,
    pub format: Format,
}

pub fn header(source: &Source, cx: &Context) -> Result<Header, Error> {
    let (format, decoder) = decoder(source, cx)?;
    let (width, height) = decoder.dimensions();
    Ok(Header {
        width,
        height,
        format,
    })
}

/// The pixels of an image, unless there would be more than `most`: a small file may have billions.
pub fn image(source: &Source, most: u32, cx: &Context) -> Result<DynamicImage, Error> {
    let (_, decoder) = decoder(source, cx)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > u64::from(most) {
        let message = format!(
            "{}: expected at most {most} pixels, got {width} × {height}",
            source.name()
        );
        return Err(Error::new(&TOO_LARGE, message));
    }
    DynamicImage::from_decoder(decoder).map_err(|error| invalid(source, &error))
}

fn decoder<'s>(
    source: &'s Source,
    cx: &Context,
) -> Result<(Format, impl ImageDecoder + use<'s>), Error> {
    let opened: Opened = source.open(cx)?;
    let mut reader = ImageReader::new(opened)
        .with_guessed_format()
        .map_err(|error| invalid(source, &image::ImageError::IoError(error)))?;
    // How many pixels there may be is checked by whoever decodes them.
    reader.no_limits();
    let format = match reader.format() {
        Some(ImageFormat::Jpeg) => Format::Jpeg,
        Some(ImageFormat::Png) => Format::Png,
        _ => {
            let message = format!("{}: expected a PNG or a JPEG", source.name());
            return Err(Error::new(&INVALID, message));
        }
    };
    let decoder = reader
        .into_decoder()
        .map_err(|error| invalid(source, &error))?;
    Ok((format, decoder))
}

fn invalid(source: &Source, error: &image::ImageError) -> Error {
    Error::new(&INVALID, format!("{}: {error}", source.name()))
}
