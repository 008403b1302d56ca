//! Resizing and writing images.

use image::{
    DynamicImage, codecs::jpeg::JpegEncoder, codecs::png::PngEncoder, imageops::FilterType,
};
use pintle::{Bytes, Error, errors::INVALID_VALUE};

use crate::{
    decode::Format,
    fault::{INVALID, TOO_LARGE},
};

/// The size of a result.
pub struct Target {
    width: u32,
    height: Option<u32>,
}

impl Target {
    pub fn new(width: u32, height: Option<u32>, most: u32) -> Result<Self, Error> {
        for (name, size) in [("width", Some(width)), ("height", height)] {
            if size == Some(0) {
                return Err(Error::new(&INVALID_VALUE, "expected at least 1, got 0").within(name));
            }
        }
        let target = Self { width, height };
        if let Some(height) = height {
            check(width, height, most)?;
        }
        Ok(target)
    }

    /// The image in this size.
    pub fn resize(&self, image: DynamicImage, most: u32) -> Result<DynamicImage, Error> {
        let height = self.height.unwrap_or_else(|| {
            let height =
                f64::from(self.width) * f64::from(image.height()) / f64::from(image.width());
            (height.round() as u32).max(1)
        });
        check(self.width, height, most)?;
        Ok(image.resize_exact(self.width, height, FilterType::Lanczos3))
    }
}

/// What is made must not be larger than what may be read.
fn check(width: u32, height: u32, most: u32) -> Result<(), Error> {
    if u64::from(width) * u64::from(height) > u64::from(most) {
        let message = format!("expected at most {most} pixels, got {width} × {height}");
        return Err(Error::new(&TOO_LARGE, message).within("width"));
    }
    Ok(())
}

/// How a result is written.
pub enum Encoder {
    /// As JPEG of that quality.
    Jpeg(u8),
    /// As PNG.
    Png,
}

pub fn encoder(format: Format, quality: u8) -> Result<Encoder, Error> {
    if !(1..=100).contains(&quality) {
        let message = format!("expected a number from 1 to 100, got {quality}");
        return Err(Error::new(&INVALID_VALUE, message).within("quality"));
    }
    Ok(match format {
        Format::Jpeg => Encoder::Jpeg(quality),
        Format::Png => Encoder::Png,
    })
}

impl Encoder {
    pub fn encode(&self, image: &DynamicImage) -> Result<Bytes, Error> {
        let mut bytes = Vec::new();
        let written = match self {
            // JPEG has neither transparency nor 16 bits.
            Self::Jpeg(quality) => image
                .to_rgb8()
                .write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, *quality)),
            Self::Png => image.write_with_encoder(PngEncoder::new(&mut bytes)),
        };
        match written {
            Ok(()) => Ok(bytes.into()),
            Err(error) => Err(Error::new(&INVALID, error.to_string())),
        }
    }
}
