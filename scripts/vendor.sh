#!/usr/bin/env bash
# Fetch the vendored front-end files again, unchanged, from their npm packages (see docs/vendored.md).
# Add the name of an icon that a template newly uses to the list below.
set -euo pipefail
cd "$(dirname "$0")/.."
top=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --ignore-scripts @tabler/core@1.6.1 htmx.org@2.0.11 echarts@6.1.0 tom-select@2.6.2 @tabler/icons@3.51.0
to=$top/matchmaker/web/static/vendor
take() { mkdir -p "$to/$1"; local package=$1; shift; for file in "$@"; do cp "node_modules/$package/$file" "$to/$package/"; done; }
mkdir -p "$to"
take @tabler/core dist/css/tabler.min.css dist/js/tabler.min.js
take htmx.org dist/htmx.min.js LICENSE
take echarts dist/echarts.min.js LICENSE NOTICE
take tom-select dist/js/tom-select.complete.min.js dist/css/tom-select.bootstrap5.min.css LICENSE
for file in "$to"/*/*.min.js "$to"/*/*/*.min.js "$to"/*/*.css "$to"/*/*/*.css; do [ -e "$file" ] && sed -i '/^\/[/*]# sourceMappingURL=/d' "$file"; done
icons="home building-factory-2 bulb calendar-event user users user-plus login logout language search check x plus edit trash eye eye-off lock lock-open star award
  alert-triangle alert-circle info-circle circle-check clock calendar-time map-pin building building-community file-text file-import file-spreadsheet download upload printer qrcode list
  list-check layout-grid layout-dashboard chart-bar chart-pie table arrow-right arrow-left arrow-up arrow-down chevron-right chevron-down refresh send mail message messages heart-handshake
  settings history filter adjustments tag tags tool tools briefcase category stack-2 certificate target puzzle link external-link dots ban player-play player-stop player-pause flag bookmark bookmark-filled thumb-up thumb-down
  businessplan coin report clipboard-check clipboard-list shield-check key device-mobile world help sparkles arrows-exchange template copy bell door-enter id-badge-2 presentation-analytics scale sitemap phone wand"
mkdir -p "$top/matchmaker/web/templates/icons"
for icon in $icons; do
  file=node_modules/@tabler/icons/icons/outline/$icon.svg
  [ "$icon" = bookmark-filled ] && file=node_modules/@tabler/icons/icons/filled/bookmark.svg
  if [ -e "$file" ]; then tr -d '\n' < "$file" | sed -E 's/<!--.*-->//; s/ class="[^"]*"//; s/<svg /<svg class="icon" aria-hidden="true" /; s/ +/ /g' > "$top/matchmaker/web/templates/icons/$icon.svg"; else echo "no icon $icon" >&2; fi
done
cp node_modules/@tabler/icons/LICENSE "$top/matchmaker/web/templates/icons/LICENSE"
