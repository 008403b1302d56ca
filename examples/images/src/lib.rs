//! An addon that reads images and makes smaller ones, in async commands.

mod decode;
mod encode;
mod fault;
mod images;
mod source;
mod work;

pintle::addon! {
    name = "images";
    images => [info, resize, thumbnails],
}
