"""What several records say of one asset, as one: field by field, the higher-ranked source wins.

Three things are not taken field by field. A place is taken whole, from the record that knows it
best, or two halves of two addresses would meet; never from where only post goes, if any record
knows where the thing itself is. Lists of needs, languages and identifiers are added up, and what
volunteers are asked for, where the higher-ranked source says when. Of confirmations the latest
counts. And who is masked by one record stays masked.

What a group says of itself comes before all of it: its place and its lists stand for themselves. A
correction holds only what it changes, and in ``known`` what else was known when it was made: that
is used once no record holds the rest any more.
"""

from asset_map.domain.contributions import RANK

PLACE = (
    *("easting", "northing", "located_by", "postcode", "address", "covers"),
    *("masked", "correspondence"),
)
"""Fields that are taken together, from one record."""

APART = (*PLACE, "needs", "languages", "asks", "identifiers", "last_confirmed", "confirmed_by")
"""Fields that are not simply the higher-ranked source's."""


def _listed(fields: tuple[str, ...]) -> str:
    return "ARRAY[" + ", ".join(f"'{field}'" for field in fields) + "]"


SAYS = """
    m.asset_id, m.record_id, r.kind, r.source_id, s.rank, v.since, l.finished,
    v.content ? 'known' AS partial, count(*) OVER (PARTITION BY m.asset_id) AS voices,
    CASE WHEN bool_and(v.content ? 'known') OVER (PARTITION BY m.asset_id)
         THEN coalesce(v.content->'known', '{}') || (v.content - 'known')
         WHEN v.content ? 'known' THEN v.content - 'known'
         ELSE v.content END AS content
FROM record_asset m
JOIN record r ON r.id = m.record_id
JOIN source s ON s.id = r.source_id
JOIN record_version v ON v.record_id = r.id AND v.until IS NULL
JOIN load l ON l.id = v.load_id
"""
"""What the records of assets say now, as ``saying`` holds it."""


def _own(field: str) -> str:
    """Return the voices that say a list: where a group says it of itself, it alone."""
    return f"""(
        SELECT * FROM (
            SELECT voice.*, max(rank) OVER (PARTITION BY asset_id) AS highest FROM voice
            WHERE content ? '{field}'
        ) AS said WHERE highest < {RANK} OR rank = highest
    ) AS voice"""


AS_ONE = f"""
WITH voice AS (
    SELECT asset_id, record_id, kind, source_id, rank, since, finished, content, partial,
           coalesce((content->>'correspondence')::boolean, false) AS post_only,
           row_number() OVER (PARTITION BY asset_id ORDER BY rank, since, record_id) AS weight
    FROM saying WHERE voices > 1
),
plain AS (
    SELECT asset_id, jsonb_object_agg(e.key, e.value ORDER BY weight) AS said
    FROM voice CROSS JOIN LATERAL jsonb_each(content) AS e
    WHERE e.key <> ALL ({_listed(APART)})
    GROUP BY asset_id
),
place AS (
    SELECT asset_id, coalesce(jsonb_object_agg(e.key, e.value), '{{}}') AS said
    FROM (
        SELECT DISTINCT ON (asset_id) asset_id, content FROM voice
        WHERE content ? 'located_by'
        ORDER BY asset_id, rank >= {RANK} DESC, post_only,
                 array_position(ARRAY['coordinates', 'postcode', 'area'], content->>'located_by'),
                 weight DESC
    ) AS best
    CROSS JOIN LATERAL jsonb_each(content) AS e
    WHERE e.key = ANY ({_listed(PLACE)})
    GROUP BY asset_id
),
masked AS (
    SELECT DISTINCT asset_id, '{{"masked": true}}'::jsonb AS said FROM voice
    WHERE (content->>'masked')::boolean AND NOT post_only
),
needs AS (
    SELECT asset_id, jsonb_build_object('needs', jsonb_agg(DISTINCT need)) AS said
    FROM {_own("needs")}
    CROSS JOIN LATERAL jsonb_array_elements_text(content->'needs') AS need
    GROUP BY asset_id
),
languages AS (
    SELECT asset_id, jsonb_build_object('languages', jsonb_agg(DISTINCT language)) AS said
    FROM {_own("languages")}
    CROSS JOIN LATERAL jsonb_array_elements_text(content->'languages') AS language
    GROUP BY asset_id
),
asks AS (
    SELECT asset_id, jsonb_build_object('asks', jsonb_agg(ask ORDER BY ask->>'skill')) AS said
    FROM (
        SELECT DISTINCT ON (asset_id, ask->>'skill') asset_id, ask
        FROM {_own("asks")}
        CROSS JOIN LATERAL jsonb_array_elements(content->'asks') AS ask
        ORDER BY asset_id, ask->>'skill', ask->>'times' = '', weight DESC
    ) AS asked
    GROUP BY asset_id
),
identifiers AS (
    SELECT asset_id,
           jsonb_build_object('identifiers', jsonb_object_agg(e.key, e.value ORDER BY weight))
               AS said
    FROM voice CROSS JOIN LATERAL jsonb_each(content->'identifiers') AS e
    GROUP BY asset_id
),
confirmed AS (
    SELECT DISTINCT ON (asset_id) asset_id,
           jsonb_build_object('last_confirmed', content->'last_confirmed', 'confirmed_by',
                              coalesce(content->'confirmed_by', '""')) AS said
    FROM voice WHERE content ? 'last_confirmed'
    ORDER BY asset_id, content->>'last_confirmed' DESC, weight DESC
)
SELECT voice.asset_id, voice.kind, voice.source_id, latest.finished,
       plain.said || coalesce(place.said, '{{}}') || coalesce(masked.said, '{{}}')
           || coalesce(needs.said, '{{}}') || coalesce(languages.said, '{{}}')
           || coalesce(asks.said, '{{}}') || coalesce(identifiers.said, '{{}}')
           || coalesce(confirmed.said, '{{}}') AS said
FROM (SELECT DISTINCT ON (asset_id) asset_id, kind, source_id FROM voice
      ORDER BY asset_id, partial, weight DESC) AS voice
JOIN (SELECT asset_id, max(finished) AS finished FROM voice GROUP BY asset_id) AS latest
    USING (asset_id)
JOIN plain USING (asset_id)
LEFT JOIN place USING (asset_id)
LEFT JOIN masked USING (asset_id)
LEFT JOIN needs USING (asset_id)
LEFT JOIN languages USING (asset_id)
LEFT JOIN asks USING (asset_id)
LEFT JOIN identifiers USING (asset_id)
LEFT JOIN confirmed USING (asset_id)
"""
"""What is said of each asset that several records speak of, made from ``saying``."""

SHARED = f"CREATE TEMP TABLE shared ON COMMIT DROP AS {AS_ONE}"
"""The same, kept for the length of a load."""
