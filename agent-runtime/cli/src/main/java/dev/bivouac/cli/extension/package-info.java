/**
 * Tools and workflows of the user's own, loaded from jars and folders that the user names; nothing
 * is ever looked for. Start reading at {@link dev.bivouac.cli.extension.Extensions}.
 */
@NullMarked
package dev.bivouac.cli.extension;

import org.jspecify.annotations.NullMarked;
