-- Spreads the office's tables over the workers of a Citus cluster, each till with all of its rows on one of them. Run it
-- once with psql on the coordinator, after the first office process has made the tables:
--
--   psql "$COUNTERTOP_OFFICE_DATABASE_URL" -f citus.sql
--
-- What is about no single till, such as stores, codes and people, stays on the coordinator.

SELECT create_distributed_table('stations', 'station');
SELECT create_distributed_table('credentials', 'station', colocate_with => 'stations');
SELECT create_distributed_table('events', 'station', colocate_with => 'stations');
SELECT create_distributed_table('payments', 'station', colocate_with => 'stations');
SELECT create_distributed_table('refunds', 'station', colocate_with => 'stations');
SELECT create_distributed_table('moves', 'station', colocate_with => 'stations');
SELECT create_distributed_table('station_days', 'station', colocate_with => 'stations');
SELECT create_distributed_table('days', 'station', colocate_with => 'stations');
SELECT create_distributed_table('alarms', 'station', colocate_with => 'stations');
SELECT create_distributed_table('alerts', 'station', colocate_with => 'stations');
