/**
 * The news of the day as a Markdown report whose every statement names its source.
 *
 * <p>The model is told so by {@code prompt.md}; whether it did so is found out by {@link
 * dev.bivouac.workflows.dailynews.ReportCheck}, which compares the report with the articles in the
 * run's journal. Start reading at {@link dev.bivouac.workflows.dailynews.DailyNewsReport}.
 */
@NullMarked
package dev.bivouac.workflows.dailynews;

import org.jspecify.annotations.NullMarked;
