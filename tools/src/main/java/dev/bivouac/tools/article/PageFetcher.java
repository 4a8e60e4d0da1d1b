package dev.bivouac.tools.article;

import java.net.URI;

/** Brings one page of text from an address. */
public interface PageFetcher {
  /**
   * Follows redirects and returns the text at the end of them.
   *
   * @throws dev.bivouac.tool.RetryableToolFailure for what may pass by itself
   * @throws dev.bivouac.tool.ToolFailure for everything else that keeps the page away
   */
  FetchedPage fetch(URI address);
}
