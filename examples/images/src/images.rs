//! The commands.

use std::{path::PathBuf, sync::Arc};

use pintle::{Bytes, Callback, Context, Data, Error, command, errors};
use tokio::{sync::Semaphore, task::JoinSet};

use crate::{
    decode::{self, Format},
    encode::{self, Target},
    fault::{INVALID, TOO_LARGE},
    source::Source,
    work,
};

/// What an image is.
#[derive(Data)]
pub struct Info {
    /// How wide it is, in pixels.
    pub width: u32,
    /// How high it is, in pixels.
    pub height: u32,
    /// How it is encoded.
    pub format: Format,
}

/// How to resize an image.
#[derive(Clone, Data)]
pub struct ResizeOptions {
    /// How wide the result is, in pixels.
    pub width: u32,
    /// How high the result is; without it, as the proportions of the image require.
    pub height: Option<u32>,
    /// How the result is encoded.
    #[data(default = Format::Jpeg)]
    pub format: Format,
    /// The quality of a JPEG, from 1 to 100.
    #[data(default = 80)]
    pub quality: u8,
    /// An image with more pixels than this is refused before it is decoded.
    #[data(default = 50_000_000)]
    pub max_pixels: u32,
}

/// The dimensions and the format of an image, of which only the beginning is read.
#[command(effects(fs_read), errors(INVALID, errors::IO))]
pub async fn info(source: Source, cx: &Context) -> Result<Info, Error> {
    let cx = cx.clone();
    work::blocking(move || {
        let header = decode::header(&source, &cx)?;
        Ok(Info {
            width: header.width,
            height: header.height,
            format: header.format,
        })
    })
    .await
}

/// An image in another size.
#[command(effects(fs_read), errors(INVALID, TOO_LARGE, errors::IO))]
pub async fn resize(source: Source, options: ResizeOptions, cx: &Context) -> Result<Bytes, Error> {
    let cx = cx.clone();
    work::blocking(move || resized(&source, &options, &cx).map(|(bytes, _)| bytes)).await
}

fn resized(
    source: &Source,
    options: &ResizeOptions,
    cx: &Context,
) -> Result<(Bytes, (u32, u32)), Error> {
    let target = Target::new(options.width, options.height, options.max_pixels)?;
    let encoder = encode::encoder(options.format, options.quality)?;
    let image = decode::image(source, options.max_pixels, cx)?;
    cx.check()?;
    let image = target.resize(image, options.max_pixels)?;
    cx.check()?;
    Ok((encoder.encode(&image)?, (image.width(), image.height())))
}

/// A thumbnail that was written.
#[derive(Clone, Data)]
#[expect(clippy::struct_field_names, reason = "the field is the file itself")]
pub struct Thumbnail {
    /// The image, as it was passed.
    pub path: PathBuf,
    /// Where the thumbnail is.
    pub thumbnail: PathBuf,
    /// How wide it is, in pixels.
    pub width: u32,
    /// How high it is, in pixels.
    pub height: u32,
}

/// How to make thumbnails.
#[derive(Data)]
pub struct ThumbnailOptions {
    #[data(flatten)]
    pub resize: ResizeOptions,
    /// Hears of each thumbnail as soon as it is written. What it throws ends the call.
    pub on_thumbnail: Option<Callback<(Thumbnail,), ()>>,
}

/// Writes a thumbnail of each image into a folder, on all processors. Their order in the result is that of
/// the paths.
#[command(
    effects(fs_read, fs_write),
    errors(INVALID, TOO_LARGE, errors::IO, errors::CALLBACK)
)]
pub async fn thumbnails(
    paths: Vec<PathBuf>,
    folder: PathBuf,
    options: ThumbnailOptions,
    cx: &Context,
) -> Result<Vec<Thumbnail>, Error> {
    let turns = Arc::new(Semaphore::new(work::processors()));
    let folder = Arc::new(folder);
    let mut tasks = JoinSet::new();
    for (index, path) in paths.into_iter().enumerate() {
        let (turns, folder, cx) = (Arc::clone(&turns), Arc::clone(&folder), cx.clone());
        let resize = options.resize.clone();
        tasks.spawn(async move {
            let _turn = turns.acquire_owned().await;
            let made = work::blocking(move || thumbnail(path, &folder, &resize, &cx)).await;
            made.map(|made| (index, made))
                .map_err(|error| error.at(&format!("/paths/{index}")))
        });
    }
    let mut made = Vec::new();
    // When this future is dropped, so are the tasks that wait for their turn.
    while let Some(task) = tasks.join_next().await {
        let (index, thumbnail) = task.map_err(|error| work::lost(&error))??;
        if let Some(on_thumbnail) = &options.on_thumbnail {
            on_thumbnail.call_async((thumbnail.clone(),)).await?;
        }
        made.push((index, thumbnail));
    }
    made.sort_by_key(|(index, _)| *index);
    Ok(made.into_iter().map(|(_, thumbnail)| thumbnail).collect())
}

fn thumbnail(
    path: PathBuf,
    folder: &std::path::Path,
    options: &ResizeOptions,
    cx: &Context,
) -> Result<Thumbnail, Error> {
    let source = Source::File { path: path.clone() };
    let (bytes, (width, height)) = resized(&source, options, cx)?;
    let mut name = path.file_stem().unwrap_or_default().to_owned();
    name.push(match options.format {
        Format::Jpeg => ".jpg",
        Format::Png => ".png",
    });
    let thumbnail = folder.join(name);
    cx.check()?;
    std::fs::write(cx.resolve(&thumbnail)?, &bytes[..])
        .map_err(|error| Error::io(&error, &thumbnail))?;
    Ok(Thumbnail {
        path,
        thumbnail,
        width,
        height,
    })
}
