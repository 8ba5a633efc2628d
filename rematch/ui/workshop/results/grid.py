"""A small table to be read from afar: true cells, heads for rows and columns, the best of a row marked."""

from collections.abc import Collection, Sequence

from rematch.ui.markup import Html, safe


def table(
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    called: str,
    marked: Collection[tuple[int, int]] = (),
) -> Html:
    """Rows of words under their heads, the first cell of each naming it; `marked` are (row, column)."""
    head = "".join(f'<th scope="col">{safe(words)}</th>' for words in heads)
    body = "".join(
        f'<tr><th scope="row">{safe(row[0])}</th>'
        + "".join(
            f"<td{' class=best' if (at, column) in marked else ''}>{safe(cell)}</td>"
            for column, cell in enumerate(row[1:], start=1)
        )
        + "</tr>"
        for at, row in enumerate(rows)
    )
    return Html(
        f'<div class="workshop-grid" tabindex="0" role="region" aria-label="{safe(called)}">'
        f'<table><caption class="unseen">{safe(called)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )
