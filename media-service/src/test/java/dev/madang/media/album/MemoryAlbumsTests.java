package dev.madang.media.album;

class MemoryAlbumsTests extends AlbumsContract {

  private final Albums albums = new MemoryAlbums();

  @Override
  Albums albums() {
    return albums;
  }
}
