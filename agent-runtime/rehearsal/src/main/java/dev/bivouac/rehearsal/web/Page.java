package dev.bivouac.rehearsal.web;

import java.util.Optional;

/**
 * A page as the search sees it.
 *
 * @param address its stable address, without a port
 * @param summary what a hit shows if no passage fits better; may be empty
 * @param text what a reader sees, without markup
 * @param keywords words that stand for its subject beside those of the text
 * @param published the day and time in ISO form, if the page tells
 */
record Page(
    String address,
    String title,
    String summary,
    String text,
    String keywords,
    Optional<String> published) {}
